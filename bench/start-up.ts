import { spawn } from 'node:child_process';
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
  ];
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
