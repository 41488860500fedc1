import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { markdownReport } from '../../../src/report/markdown/report.ts';
import { anyEvent } from '../any-event.ts';
import { manyThings } from '../many-things.events.ts';
import { request, scenario, seen, sseReplay } from '../sse-replay.events.ts';

function markdown(events: readonly TranscriptEvent[]): string {
  const report = markdownReport();
  const early = events.map((event) => report.take(event)).join('');
  return early + report.end();
}

/** The page without its fenced blocks; fails where one is not closed. */
function outsideOfFences(page: string): readonly string[] {
  const outside: string[] = [];
  let fence: string | undefined;
  for (const line of page.split('\n')) {
    const [run] = /^`{3,}/.exec(line) ?? [];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence === undefined) outside.push(line);
    else if (line === fence) fence = undefined;
  }
  expect(fence).toBeUndefined();
  return outside;
}

test('a run as a page: claim, standard, picture, steps with traffic and sources, checks', async () => {
  await expect(markdown(sseReplay)).toMatchFileSnapshot('../goldens/sse-replay.md');
});

test('a naive variant, a chart, a table, a failure', async () => {
  await expect(markdown(manyThings)).toMatchFileSnapshot('../goldens/many-things.md');
});

test('a remark stands once, with a link to its source', () => {
  const page = markdown(sseReplay);
  const link = /`Last-Event-ID: 3` \| [^|]+ \| \[HTML Standard §9\.2\.4\]\(https:\/\/html\.spec/g;
  expect(page.match(link)).toHaveLength(1);
});

test('the command that plays it again names its parameters', () => {
  const end = sseReplay.at(-1);
  const page = markdown([scenario({ params: { cuts: 2 } }), ...(end === undefined ? [] : [end])]);
  expect(page).toContain('`apilab run sse-replay --variant resume --seed 1 --set cuts=2`');
});

test('text that would close the block stays inside it', () => {
  const page = markdown([
    scenario({ focus: ['x'] }),
    seen(0, request({ fields: [{ name: 'X', value: '```` <script>' }] })),
  ]);
  expect(page).toContain('\n`````text\n');
  expect(outsideOfFences(page).join('\n')).not.toContain('<script>');
});

test('HTML, links and emphasis in a title stay text', () => {
  const page = markdown([
    scenario({ title: '<img src=x> *not* [a](javascript:b) https://evil.example', claim: '# no' }),
  ]);
  expect(page).toContain(
    '# &lt;img src=x&gt; \\*not\\* \\[a\\](javascript:b) https:\u200b//evil.example',
  );
  expect(page).toContain('**\\# no**');
});

test('a pipe does not end a cell', () => {
  const page = markdown([
    scenario(),
    { type: 'table', at: 0, title: 't', columns: ['a|b'], rows: [['c|d']] },
  ]);
  expect(page).toContain('| a\\|b |\n| --- |\n| c\\|d |');
});

test('whatever the events say, fences close and no tag stands outside of them', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 10 }), (events) => {
      const outside = outsideOfFences(markdown(events)).join('\n');
      // A code span keeps what it holds; it may not be closed early.
      const text = outside.replace(/(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
      expect(text).not.toMatch(/<[a-z!/?]/i);
    }),
    { numRuns: 200 },
  );
});
