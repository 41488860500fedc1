import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/content/lesson.ts';
import { printPage } from '../../src/learn/page.ts';
import { cellCount } from '../../src/text/cells.ts';
import { prose, shortLesson } from './short-lesson.ts';

const { signal } = new AbortController();

async function page(lesson: Lesson, { width = 80, plain = false, start = 0 } = {}) {
  let text = '';
  const print = (more: string) => {
    text += more;
  };
  await printPage(lesson, start, { look: { width, colour: false, plain }, signal, print });
  return text;
}

describe('a lesson as a page', () => {
  it('holds every section, the answer after each question, and the wire', async () => {
    const text = await page(shortLesson);
    for (const { title } of shortLesson.sections) expect(text).toContain(` of 5 · ${title}\n`);
    const question = text.indexOf('Which prices does the reader hold');
    const answer = text.search(/The answer is \d: All but those sent while it was away/);
    const wire = text.indexOf('the tap resets the connection');
    expect(question).toBeGreaterThan(0);
    expect(answer).toBeGreaterThan(question);
    expect(wire).toBeGreaterThan(answer);
  });

  it('says of each wrong answer what it overlooks', async () => {
    const text = await page(shortLesson);
    const [, number] = /(\d) {2}All of them, since TCP/.exec(text) ?? [];
    expect(text).toContain(`Not ${number}: TCP knows nothing of the next connection`);
  });

  it('tells a task with how to serve it, its solution and what it shows', async () => {
    const text = await page(shortLesson, { start: 3 });
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      '  sse  Losing the connection, not the prices',
      '  4 of 5 · Your turn',
      '  Task: Make the server replay what came after price 1.',
      '    apilab serve sse',
      '  Then, in another terminal:',
      '    curl -N http://127.0.0.1:8000/prices',
      '  Hint: Say with a header which price you saw last.',
      '  One way to do it:',
      "    curl -sN --max-time 2 -H 'Last-Event-ID: 1' http://127.0.0.1:8000/prices",
      '  What it shows: The server goes on after the id that you name.',
      '  5 of 5 · Trade-offs',
      '  The server keeps a log, and a log ends somewhere.',
    ]);
  });

  it.each([40, 80, 200])('keeps to %d columns', async (width) => {
    const lines = (await page(shortLesson, { width })).split('\n');
    expect(Math.max(...lines.map(cellCount))).toBeLessThanOrEqual(width);
  });

  it('lets nothing of a lesson act on the terminal', async () => {
    const hostile = { ...shortLesson, title: 'a\u001b[2J', sections: [] };
    expect(await page(hostile)).toContain('a\\x1b[2J');
    const section = { id: 'x', title: 'x', blocks: [prose('b\u001b]0;c\u0007')] };
    expect(await page({ ...hostile, sections: [section] })).not.toContain('\u001b');
  });
});
