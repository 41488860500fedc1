import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab, finished, start } from './apilab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-mine-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const greeting = `
import { correct, defineScenario, must, naive, type Lab } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { Hono } from 'hono';
import { answer, Mood } from './answer.ts';

const count = (lab: Pick<Lab, 'wire'>): number => lab.wire.responses('api').length;

export default defineScenario({
  title: 'Answer a greeting',
  claim: 'A greeting must be answered.',
  variants: { polite: correct('It answers.'), rude: naive('It does not.', ['answered']) },
  checks: { answered: must('answer 200', 'lab') },
  async play(lab) {
    const users = openShop().all('SELECT * FROM users').length;
    const app = new Hono().get('/', () => answer(lab.variant === 'polite' ? Mood.Good : Mood.Bad));
    const api = await lab.serve('api', app);
    const fetch = lab.client();
    const { answers } = await lab.step('greet', 'Greet', () => fetch(api.url));
    lab.note('answers ' + count(lab) + ' users ' + users);
    lab.check('answered', answers.map(({ status }) => status), [200]);
  },
});
`;

const answer = `
export enum Mood { Good, Bad }
export const answer = (mood: Mood): Response =>
  mood === Mood.Good ? new Response('hello') : new Response(null, { status: 500 });
`;

describe('a scenario in a file of your own', () => {
  it('is played, types and all, from anywhere, with what the lab itself imports', async () => {
    writeFileSync(join(folder, 'mine.ts'), greeting);
    writeFileSync(join(folder, 'answer.ts'), answer);
    const { code, stdout, stderr } = await apilab(['run', './mine.ts', '--compare', '--runs'], {
      cwd: folder,
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/must answer 200 +✓ 200 +✗ 500/);
    expect(stdout).toContain('answers 1 users 3');
    expect(stdout).toContain('2 variants, all as predicted');
  });

  it('imports what is installed beside it before what the lab has', async () => {
    const hono = join(folder, 'node_modules/hono');
    mkdirSync(hono, { recursive: true });
    writeFileSync(
      join(hono, 'package.json'),
      '{ "name": "hono", "type": "module", "main": "i.js" }',
    );
    writeFileSync(join(hono, 'i.js'), "export const Hono = 'my own';");
    writeFileSync(
      join(folder, 'mine.ts'),
      `import { Hono } from 'hono';\n${playing('lab.note(String(Hono));')}`,
    );
    const { stdout } = await apilab(['run', 'mine.ts'], { cwd: folder });
    expect(stdout).toContain('my own');
  });

  it('may be JavaScript', async () => {
    writeFileSync(
      join(folder, 'mine.js'),
      `import { correct, defineScenario } from 'apilab';
       export default defineScenario({ title: 'Q', claim: 'Q', variants: { only: correct('Q') },
         checks: {}, play: async () => {} });`,
    );
    const { code, stdout } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('mine  Q');
  });

  it.each([
    ['missing.ts', undefined, 3, 'there is no file missing.ts'],
    ['empty.ts', '', 2, 'not a scenario'],
    ['broken.ts', '\nexport default {', 2, 'cannot be played: line 2: '],
    ['throws.ts', '\n\nthrow new Error("oh dear");', 2, 'cannot be played: line 3: oh dear'],
    ['waits.ts', 'await new Promise(() => {});', 2, 'it awaits, outside of its functions'],
    ['ends.ts', 'process.exit(0);', 2, 'process.exit(0) was called'],
    ['bare.ts', 'export default { play() {}, variants: {} };', 2, 'not a scenario'],
    ['lacks.ts', "import x from 'no-such-package'; x();", 2, "it imports 'no-such-package', which"],
    [
      'alone.ts',
      "import x from './no-such-file.ts'; x();",
      2,
      'no-such-file.ts, which is not there',
    ],
    [
      'deep.ts',
      "import x from 'apilab/no/such'; x();",
      2,
      "there is no 'apilab/no/such' to import",
    ],
    ['./data.json', '{}', 2, 'is written in TypeScript or JavaScript'],
    ['./run.ndjson', '{}', 2, 'is shown by apilab replay'],
    [
      'half.ts',
      `import { correct, defineScenario } from 'apilab';
       export default defineScenario({ title: 'H', claim: 'H', variants: { only: correct('H') }, checks: {} });`,
      2,
      "cannot be played: a scenario needs 'play', a function",
    ],
  ])('%s: one clear line', async (name, source, expected, complaint) => {
    if (source !== undefined) writeFileSync(join(folder, name), source);
    const { code, stdout, stderr } = await apilab(['run', name], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('is told everything that is wrong with it at once, a line each', async () => {
    writeFileSync(
      join(folder, 'mine.ts'),
      `import { defineScenario, naive } from 'apilab';
       export default defineScenario({ title: 'T', variants: { only: naive('N', []) }, checks: { A: 1 } });`,
    );
    const { code, stderr } = await apilab(['run', 'mine.ts'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'apilab: mine.ts cannot be played:',
      "  a scenario needs 'claim', a string",
      "  a scenario needs 'play', a function",
      "  the check 'A' is not named in words, such as 'once-in-order'",
      "  the check 'A' needs a promise made with must, should or may",
      "  the first variant, 'only', must be a correct one: it is played by default",
      "  the naive variant 'only' must name the checks it breaks",
    ]);
  });

  it.each([
    ['an error that nobody awaits', "setImmediate(() => { throw new Error('oops'); });", ''],
    ['a promise that nobody awaits', "void Promise.reject(new Error('oops'));", ''],
    ['an error of its own', "throw new Error('oops');", "in step 1 'Go'"],
  ])('%s ends the run with the line that threw it, exit 1', async (_, statement, place) => {
    for (const name of ['mine.js', 'mine.ts']) {
      writeFileSync(join(folder, name), playing(`${statement}\n await lab.clock.sleep(1000);`));
      const { code, stderr } = await apilab(['run', `./${name}`], { cwd: folder });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^apilab: \.\/mine\.[jt]s failed .*: Error: oops\n +at .*mine\.[jt]s:5:/,
      );
      expect(stderr).toContain(place);
      expect(stderr).not.toMatch(/node:|dist\//);
    }
  });

  it('that throws between two steps says after which', async () => {
    writeFileSync(join(folder, 'mine.ts'), playing('', "throw new Error('oops');"));
    const { stderr } = await apilab(['run', 'mine.ts'], { cwd: folder });
    expect(stderr).toContain("mine.ts failed after step 1 'Go': Error: oops");
  });

  it.each([
    ["throw new Error('oops');", '', "in step 1 'Go'", 5],
    ['', "throw new Error('oops');", "after step 1 'Go'", 5],
  ])(
    'that throws is told with its step and line in every form',
    async (step, behind, place, line) => {
      writeFileSync(join(folder, 'mine.ts'), playing(step, behind));
      const run = (format: string) =>
        apilab(['run', 'mine.ts', '--format', format], { cwd: folder });
      const [pretty, ndjson, junit] = await Promise.all(['pretty', 'ndjson', 'junit'].map(run));
      const told = `${place}, at mine.ts:${line}: oops`;
      expect(pretty?.stdout).toContain(told);
      expect(junit?.stdout).toContain(`message="${told}"`);
      const events = (ndjson?.stdout ?? '').split('\n').filter((text) => text !== '');
      const failure = events.map((text) => JSON.parse(text)).find(({ type }) => type === 'failure');
      expect(failure).toMatchObject({ place, source: `mine.ts:${line}`, text: 'oops' });
    },
  );

  it.each([
    ['waits in vain', 'await new Promise(() => {});', "the scenario waits in step 1 'Go'"],
    ['goes on for ever', 'for (;;) await lab.clock.sleep(0);', "goes on for ever in step 1 'Go'"],
    ['would end the program', 'process.exit(0);', 'process.exit(0) was called'],
    ['makes a check of another name', "lab.check('no', 1, 1);", "the check 'no' is not declared"],
  ])('one that %s: says so, exit 1', async (_, statement, complaint) => {
    writeFileSync(join(folder, 'mine.js'), playing(statement));
    const { code, stderr } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^apilab: mine\.js failed/);
    expect(stderr).toContain(complaint);
  });

  it('is named in the commands that come next', async () => {
    writeFileSync(join(folder, 'my own.js'), playing('await lab.clock.sleep(1);'));
    const { stdout } = await apilab(['run', './my own.js'], { cwd: folder });
    expect(stdout).toContain("apilab run './my own.js' --wire hex");
  });

  it('has its errors escaped before they reach the terminal', async () => {
    writeFileSync(join(folder, 'mine.js'), playing("throw new Error('\\x1b[2J');"));
    const { stderr } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(stderr).toContain('Error: \\x1b[2J');
    expect(stderr).not.toContain('\u001b');
  });

  it('is told what it left open, and cannot keep the program running', async () => {
    writeFileSync(join(folder, 'mine.js'), playing('setInterval(() => {}, 60_000);'));
    const { code, stderr } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('mine.js left something open (Timeout)');
  });

  it('leaves no child process behind', async () => {
    const child = join(folder, 'child');
    writeFileSync(
      join(folder, 'mine.js'),
      playing(`const { spawn } = await import('node:child_process');
        const { writeFileSync } = await import('node:fs');
        writeFileSync(${JSON.stringify(child)}, String(spawn('sleep', ['60']).pid));`),
    );
    const { code } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(1);
    const pid = Number(readFileSync(child, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('that throws when it is over says so as it would have before', async () => {
    writeFileSync(
      join(folder, 'mine.js'),
      playing("setTimeout(() => Promise.reject(new Error('late')), 100);"),
    );
    const { code, stderr } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^apilab: mine\.js failed in what nobody awaits: Error: late\n/);
    expect(stderr).not.toContain('Node.js v');
  });

  it.each([
    ['a loop', 'for (;;);', 'SIGINT', 130],
    ['promises that lead to each other', 'for (;;) await 1;', 'SIGTERM', 143],
  ] as const)(
    '%s without end ends on a signal, at the latest the second',
    async (_, statement, signal, expected) => {
      writeFileSync(join(folder, 'mine.js'), playing(statement));
      const child = start(['run', 'mine.js'], { cwd: folder });
      const end = finished(child);
      if (child.stdout) await once(child.stdout, 'data');
      const kill = setInterval(() => child.kill(signal), 1_500);
      const { code, signal: by } = await end.finally(() => clearInterval(kill));
      // A shell says 128 and the signal's number of whoever was ended by one.
      expect(code ?? by).toBe(code === null ? signal : expected);
    },
  );
});

/** Whether a process runs: one that ended and waits for its parent to notice does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

const playing = (body: string, afterwards = ''): string =>
  `import { correct, defineScenario } from 'apilab';
   export default defineScenario({ title: 'M', claim: 'M',
     variants: { only: correct('M') }, checks: {},
     async play(lab) { await lab.step('go', 'Go', async () => {
       ${body} }); ${afterwards} } });`;
