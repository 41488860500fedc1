import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { apilab } from '../apilab.ts';

const folder = mkdtempSync(join(tmpdir(), 'apilab-late-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sends a signal to the program itself when nothing is left to do, and keeps it from ending before it comes. */
const late = join(folder, 'late.mjs');
writeFileSync(
  late,
  `process.once('beforeExit', () => {
     setTimeout(() => {}, 20_000);
     process.kill(process.pid, process.env.LATE);
   });`,
);
/** A scenario whose only check fails. */
const failing = join(folder, 'failing.mjs');
writeFileSync(
  failing,
  `import { correct, defineScenario, must } from 'apilab';
   export default defineScenario({
     title: 'No', claim: 'It fails.', variants: { only: correct('The only one.') },
     checks: { never: must('never hold', 'lab') },
     async play(lab) { lab.check('never', { expected: 1, actual: 2 }); },
   });`,
);

describe.each(['SIGHUP', 'SIGINT', 'SIGTERM'])('a %s that comes when all is done', (signal) => {
  it.each([
    ['a run', ['run', 'sse-replay'], 0],
    ['a run that failed', ['run', failing], 1],
    ['a list', ['list'], 0],
    ['a wrong word', ['list', '--nothing'], 2],
  ])('leaves the exit code of %s as it is', async (_, args, code) => {
    const ended = await apilab(args, {
      env: { NODE_OPTIONS: `--import ${pathToFileURL(late)}`, LATE: signal },
    });
    expect([ended.code, ended.signal], ended.stderr).toEqual([code, null]);
    expect(ended.stderr).not.toContain('left something open');
  });
});
