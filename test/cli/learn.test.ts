import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLesson } from '../../src/learn/lessons.ts';
import { cellCount } from '../../src/report/terminal/cells.ts';
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
    expect((await learn()).stdout).toBe(list.stdout);
  });

  it('lists them, and the sections of one, as JSON', async () => {
    const { sections } = await readLesson('sse');
    const all = JSON.parse((await learn('--list', '--json')).stdout);
    const [one] = JSON.parse((await learn('sse', '--list', '--json')).stdout);
    expect(all).toContainEqual(one);
    expect(one.sections).toHaveLength(sections.length);
    expect(one.sections[0]).toEqual({ ...sections[0], blocks: undefined, done: false });
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
    expect(await learn('sse', '--from', '99')).toMatchObject({ code: 2 });
    expect((await learn('sse', '--from', '0')).stderr).toMatch(/has sections 1 to \d+, not 0/);
  });

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
