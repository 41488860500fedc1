import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLesson } from '../../src/content/lessons.ts';
import { parseProgress } from '../../src/progress/shape.ts';
import { bin } from './apilab.ts';
import { hasTmux, openTerminal, type Terminal } from './tmux.ts';

describe.skipIf(!hasTmux)('when the window of the terminal is closed', () => {
  let terminal: Terminal;
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'apilab-window-'));
    terminal = openTerminal(home, 120);
  });
  afterEach(() => {
    terminal.close();
    rmSync(home, { recursive: true });
  });

  /** Starts the program below a shell that lives on, and notes how the program ended. */
  function start(command: string): void {
    writeFileSync(
      join(home, 'watched.sh'),
      `trap : HUP
ulimit -c 0
APILAB_HOME=${home} ${process.execPath} ${bin} ${command}
echo $? > code
`,
    );
    terminal.type('bash watched.sh', 'Enter');
  }

  /** Closes the window; resolves with the exit code once the program is over. */
  async function closed(): Promise<number> {
    terminal.closeWindow();
    const file = join(home, 'code');
    // A hangup may come twice, and kill whatever else the shell would start: it writes the code itself.
    const code = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    for (const end = performance.now() + 20_000; !code().endsWith('\n'); ) {
      if (performance.now() > end) throw new Error('the program is not over');
      await delay(50);
    }
    return Number(code());
  }

  /** The person left, or the hangup was told by a signal: whichever is noticed first. */
  const cleanEnds = [0, 129];

  it('a quiz ends, and what was answered is kept', async () => {
    start('quiz sse --count 100');
    for (let number = 1; ; number++) {
      const isAsked = new RegExp(`\\s${number} of \\d+ · [\\s\\S]*s skip · q quit\\s*$`);
      const screen = (await terminal.shows(isAsked)).trimEnd();
      if (/ {2}1–\d answer [^\n]*$/.test(screen)) break;
      terminal.type('s');
    }
    terminal.type('1');
    await terminal.shows(/Enter next[^\n]*q quit\s*$/);
    expect(cleanEnds).toContain(await closed());
    const { cards } = parseProgress(readFileSync(join(home, 'progress.json'), 'utf8'));
    expect(Object.values(cards).map(({ reviews }) => reviews.length)).toEqual([1]);
  });

  it('a turn of a lesson ends, and its servers are closed', async () => {
    const { sections } = await readLesson('sse');
    const turn = sections.findIndex(({ blocks }) => blocks.some(({ kind }) => kind === 'turn'));
    // The tests of lessons look for processes by their beginning, which must not be this one.
    start(`--no-color learn sse --from ${turn + 1}`);
    // The section asks a question before it.
    const begun = await terminal.shows(/n next · b back · l list · q quit\s*$/);
    if (/1–\d answer/.test(begun)) terminal.type('n');
    const screen = await terminal.shows(/s solution · .*n next · b back · l list · q quit\s*$/);
    const [, url = ''] = / on (http:\/\/[\d.:]+)\. /.exec(screen) ?? [];
    expect(await (await fetch(url)).text()).toContain('<html');
    expect(cleanEnds).toContain(await closed());
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each([
    [
      'at a question that is answered with lines',
      '--accessible quiz sse',
      /q to quit, then press Enter[^:]*:\s*$/,
    ],
    ['in the menu', '', /Esc leave · q quit\s*$/],
    ['between two steps', 'run sse-replay', /n next {2}l list .* q quit\s*$/],
    [
      'while servers stay up',
      'serve sse --port 0',
      /Ctrl-C ends it\.\s+d drop the next answer .* q quit\s*$/,
    ],
  ])('the program ends %s', async (_, command, prompt) => {
    start(command);
    await terminal.shows(prompt);
    expect(cleanEnds).toContain(await closed());
  });
});
