import { spawn, spawnSync } from 'node:child_process';
import { amount, atMost, type Figure, goals } from './figure.ts';
import { median, medianRatio } from './statistics.ts';
import type { Workshop } from './workshop.ts';

const ROUNDS = 15;

/** What a program took, in milliseconds from its start. */
interface Took {
  readonly whole: number;
  /** Until the first line of traffic stood on its output; absent where there was none. */
  readonly firstLine?: number;
}

/** How long the commands take, each beside an empty Node program. */
export async function measureStartUp(workshop: Workshop, bin: string): Promise<Figure[]> {
  const programs = {
    node: ['-e', '0'],
    help: [bin, '--help'],
    list: [bin, 'list'],
    run: [bin, 'run', 'sse-replay'],
  };
  const took: Record<keyof typeof programs, number[]> = { node: [], help: [], list: [], run: [] };
  const firstLines: number[] = [];
  const firstCards: number[] = [];
  const home = workshop.folder();
  // The first round warms the disk's cache and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of ['node', 'help', 'list', 'run'] as const) {
      const { whole, firstLine } = await time(workshop, programs[name]);
      if (round === 0) continue;
      took[name].push(whole);
      if (name !== 'run') continue;
      if (firstLine === undefined) throw new Error('apilab run sse-replay showed no traffic');
      firstLines.push(firstLine);
    }
    const firstCard = hasScript ? await timeOfCard(workshop, bin, home) : undefined;
    if (round > 0 && firstCard !== undefined) firstCards.push(firstCard);
  }
  const row = (id: string, what: string, goal: number, times: readonly number[]) =>
    atMost(
      goal,
      medianRatio(times, took.node),
      {
        id,
        what,
        measured: `${amount(median(times), 'ms')}, node -e 0 ${amount(median(took.node), 'ms')}`,
      },
      '× node -e 0',
    );
  return [
    row('help', 'apilab --help', goals.command, took.help),
    row('list', 'apilab list', goals.command, took.list),
    row('run-first-line', 'apilab run sse-replay, first line', goals.firstLine, firstLines),
    row('run-whole', 'apilab run sse-replay, whole', goals.wholeRun, took.run),
    firstCards.length > 0
      ? row('quiz-first-card', 'apilab quiz, first card', goals.firstCard, firstCards)
      : {
          id: 'quiz-first-card',
          what: 'apilab quiz, first card',
          measured: 'there is no script to make a terminal',
          reachedText: '–',
          goal: `≤ ${amount(goals.firstCard, '× node -e 0', 0)}`,
          met: false,
        },
  ];
}

const hasScript = spawnSync('script', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * How long until the keys below the first card can be pressed, in a terminal of its own. The start of
 * `script`, which makes the terminal, counts too.
 */
function timeOfCard(workshop: Workshop, bin: string, home: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const command = `exec "${process.execPath}" "${bin}" quiz`;
    const terminal = workshop.keep(
      spawn('script', ['-qfec', command, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { ...process.env, APILAB_HOME: home, SHELL: '/bin/sh' },
      }),
    );
    let card: number | undefined;
    let text = '';
    terminal.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (card !== undefined || !text.includes('q quit')) return;
      card = performance.now() - began;
      terminal.stdin.write('q');
    });
    terminal.once('error', reject);
    terminal.once('close', () => {
      if (card === undefined) reject(new Error(`apilab quiz asked nothing: ${text}`));
      else resolve(card);
    });
  });
}

function time(workshop: Workshop, args: readonly string[]): Promise<Took> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = workshop.keep(
      spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    let firstLine: number | undefined;
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes(' → ')) firstLine ??= performance.now() - began;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const whole = performance.now() - began;
      if (code !== 0) reject(new Error(`node ${args.join(' ')} ended with exit code ${code}`));
      else resolve(firstLine === undefined ? { whole } : { whole, firstLine });
    });
  });
}
