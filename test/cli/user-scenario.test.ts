import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-mine-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const greeting = `
import { correct, defineScenario, naive, type Scenario } from 'apilab';
import { answer } from './answer.ts';

const scenario: Scenario = defineScenario({
  id: 'greeting',
  title: 'Answer a greeting',
  claim: 'A greeting must be answered.',
  standard: 'RFC 9110 §9.3.1',
  covers: [],
  variants: { polite: correct('It answers.'), rude: naive('It does not.', ['MY-01']) },
  checks: { 'MY-01': 'MUST answer 200' },
  async play({ variant, serve, client, step, check, wire }) {
    const api = await serve('api', { fetch: () => answer(variant === 'polite') });
    const fetch = client();
    await step('Greet', () => fetch(api.url));
    check('MY-01', wire.responses('api').map(({ status }) => status), [200]);
  },
});

export default scenario;
`;

const answer = `
export const answer = (polite: boolean): Response =>
  polite ? new Response('hello') : new Response(null, { status: 500 });
`;

describe('a scenario in a file of your own', () => {
  it('is played, types and all, from anywhere', async () => {
    writeFileSync(join(folder, 'mine.ts'), greeting);
    writeFileSync(join(folder, 'answer.ts'), answer);
    const { code, stdout, stderr } = await apilab(['run', './mine.ts', '--compare'], {
      cwd: folder,
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain('✓ MY-01  MUST answer 200');
    expect(stdout).toContain('broken as predicted');
  });

  it('may be JavaScript', async () => {
    writeFileSync(
      join(folder, 'mine.js'),
      `import { correct, defineScenario } from 'apilab';
       export default defineScenario({ id: 'quiet', title: 'Q', claim: 'Q', standard: 'none',
         covers: [], variants: { only: correct('Q') }, checks: {}, play: async () => {} });`,
    );
    const { code, stdout } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('quiet  Q');
  });

  it.each([
    ['missing.ts', undefined, 3, 'there is no file missing.ts'],
    ['empty.ts', '', 2, 'not a scenario'],
    ['broken.ts', 'export default {', 2, 'cannot be played: line 1: Unexpected token'],
    ['throws.ts', 'throw new Error("oh dear");', 2, 'oh dear'],
    ['waits.ts', 'await new Promise(() => {});', 2, 'it awaits, outside of its functions'],
    ['ends.ts', 'process.exit(0);', 2, 'process.exit(0) was called'],
    ['bare.ts', 'export default { play() {}, variants: {} };', 2, 'not a scenario'],
    [
      'half.ts',
      "import { defineScenario } from 'apilab'; export default defineScenario({ id: 'half' });",
      2,
      "a scenario needs 'title', a string",
    ],
  ])('%s: one clear line', async (name, source, expected, complaint) => {
    if (source !== undefined) writeFileSync(join(folder, name), source);
    const { code, stdout, stderr } = await apilab(['run', name], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    ['an error that nobody awaits', "setImmediate(() => { throw new Error('oops'); });", ''],
    ['a promise that nobody awaits', "void Promise.reject(new Error('oops'));", ''],
    ['an error of its own', "throw new Error('oops');", 'in step 1, Go'],
  ])('%s ends the run with the line that threw it, exit 1', async (_, statement, where) => {
    writeFileSync(join(folder, 'mine.js'), playing(`${statement} await clock.sleep(1000);`));
    const { code, stderr } = await apilab(['run', './mine.js'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^apilab: \.\/mine\.js failed .*: Error: oops\n +at .*mine\.js:\d+/);
    expect(stderr).toContain(where);
    expect(stderr).not.toMatch(/node:|dist\//);
  });

  it.each([
    ['waits in vain', 'await new Promise(() => {});', 'the scenario waits in step 1, Go'],
    ['goes on for ever', 'for (;;) await clock.sleep(0);', 'goes on for ever in step 1, Go'],
    ['would end the program', 'process.exit(0);', 'process.exit(0) was called'],
    ['makes a check of another name', "check('NO', 1, 1);", 'check NO is not declared'],
  ])('one that %s: says so, exit 1', async (_, statement, complaint) => {
    writeFileSync(join(folder, 'mine.js'), playing(statement));
    const { code, stderr } = await apilab(['run', 'mine.js'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^apilab: mine\.js failed/);
    expect(stderr).toContain(complaint);
  });

  it('is named in the commands that come next', async () => {
    writeFileSync(join(folder, 'my own.js'), playing('await clock.sleep(1);'));
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
});

const playing = (body: string): string =>
  `import { correct, defineScenario } from 'apilab';
   export default defineScenario({ id: 'mine', title: 'M', claim: 'M', standard: 'none',
     covers: [], variants: { only: correct('M') }, checks: {},
     async play({ clock, step, check }) { await step('Go', async () => { ${body} }); } });`;
