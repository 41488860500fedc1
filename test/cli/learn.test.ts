import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lessonOutlines, readLesson } from '../../src/content/lessons.ts';
import { cellCount } from '../../src/text/cells.ts';
import { apilab, finished, start } from './apilab.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-test-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const learn = (...args: string[]) =>
  apilab(['learn', ...args], { env: { APILAB_HOME: home, NO_COLOR: '1' } });

describe('apilab learn where nobody answers', () => {
  it('prints the whole lesson, played and with its answers', async () => {
    const { code, stdout, stderr } = await learn('sse');
    const { sections } = await readLesson('sse');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { title } of sections) expect(stdout).toContain(title);
    expect(stdout).toContain('The answer is ');
    expect(stdout).toContain('the tap resets the connection');
  });

  it.each([40, 80, 200])('fits %d columns', async (columns) => {
    const env = { APILAB_HOME: home, COLUMNS: `${columns}` };
    const { stdout } = await apilab(['learn', 'sse'], { env });
    expect(Math.max(...stdout.split('\n').map(cellCount))).toBeLessThanOrEqual(columns);
  });

  it('begins with a section that is named', async () => {
    const { sections } = await readLesson('sse');
    const { stdout } = await learn('sse', '--from', `${sections.length}`);
    expect(stdout).toContain(`${sections.length} of ${sections.length} · `);
    expect(stdout).not.toContain(`1 of ${sections.length} · `);
  });

  it('begins where a scenario is played first', async () => {
    const { stdout } = await learn('sse-replay');
    const [first = ''] = stdout.split('sse-replay, variant');
    expect(first.match(/ \d+ of \d+ · /g)).toHaveLength(1);
  });

  it('lists the lessons', async () => {
    const list = await learn('--list');
    expect(list.stdout).toMatch(/sse +Server-Sent Events/);
    expect(list.stdout).toContain('not begun');
    const groups = [...list.stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, group]) => group);
    expect(groups).toEqual((await lessonOutlines()).map(({ group }) => group));
    expect((await learn()).stdout).toBe(list.stdout);
  });

  it('lists them, and the sections of one, as JSON', async () => {
    const { sections } = await readLesson('sse');
    const all = JSON.parse((await learn('--list', '--json')).stdout);
    const [one] = JSON.parse((await learn('sse', '--list', '--json')).stdout);
    expect(all).toContainEqual(one);
    expect(one.sections).toHaveLength(sections.length);
    expect(one.sections[0]).toEqual({
      ...sections[0],
      blocks: undefined,
      done: false,
      minutes: expect.any(Number),
    });
  });

  it('suggests the nearest word for one that it does not know', async () => {
    expect(await learn('sss')).toMatchObject({
      code: 2,
      stderr: "apilab: there is no lesson 'sss'; did you mean 'sse'?\n",
    });
    expect(await learn('sse-replya')).toMatchObject({
      code: 2,
      stderr: "apilab: there is no lesson 'sse-replya'; did you mean 'sse-replay'?\n",
    });
  });

  it.each(['shop', 'foo', ''])('lists the lessons where %j is like none of them', async (name) => {
    const { code, stderr } = await learn('--list', name);
    const groups = (await lessonOutlines()).map(({ group }) => group);
    expect(stderr).toBe(`apilab: there is no lesson '${name}'; there are: ${groups.join(', ')}\n`);
    expect(code).toBe(2);
  });

  it('takes a name in upper case', async () => {
    expect((await learn('SSE', '--list')).stdout).toBe((await learn('sse', '--list')).stdout);
  });

  it.each(['99', '0', '-1', 'two'])('says which sections there are to --from %s', async (from) => {
    const { code, stderr } = await learn('sse', '--from', from);
    const { length } = (await readLesson('sse')).sections;
    expect(stderr).toBe(`apilab: the lesson 'sse' has sections 1 to ${length}, not ${from}\n`);
    expect(code).toBe(2);
  });

  it.each([
    [['--from', '3'], '--from goes with a lesson: apilab learn <group> --from 3'],
    [['sse', '--list', '--from', '3'], '--from and --list do not go together'],
    [['sse', '--json', '--from', '3'], '--from and --json do not go together'],
  ])('refuses %j', async (args, message) => {
    expect(await learn(...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `apilab: ${message}\n`,
    });
  });

  it.each([[['--list']], [['--json']], [[]], [['sse', '--from', '8']]])(
    'says that the disk is full: %j',
    async (args) => {
      const full = openSync('/dev/full', 'w');
      const { code, stderr } = await apilab(['learn', ...args], {
        stdio: ['ignore', full, 'pipe'],
        env: { APILAB_HOME: home },
      });
      closeSync(full);
      expect(stderr).toBe('apilab: the output cannot be written: the disk is full\n');
      expect(code).toBe(3);
    },
  );

  it('ends quietly when its reader has seen enough', async () => {
    const child = start(['learn', 'sse'], { env: { APILAB_HOME: home } });
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await finished(child)).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 130 on Ctrl-C', async () => {
    const child = start(['learn', 'sse'], { env: { APILAB_HOME: home } });
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await finished(child)).toMatchObject({ code: 130, stderr: '' });
  });
});
