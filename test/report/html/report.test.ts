import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { htmlReport } from '../../../src/report/html/report.ts';
import { anyEvent } from '../any-event.ts';
import { manyThings } from '../many-things.events.ts';
import { price, scenario, seen, sseReplay } from '../sse-replay.events.ts';
import { written } from '../written.ts';
import { exchange } from './carried.events.ts';

function html(events: readonly TranscriptEvent[]): string {
  return written(htmlReport(), events);
}

/** What stands in the element that carries the parts of all messages. */
function embedded(page: string): string {
  return /<script type="application\/json" id="moments">([^<]*)<\/script>/.exec(page)?.[1] ?? '';
}

/** The page's tags, each with its attributes' names, style sheet and scripts left out. */
function tagsOf(page: string): readonly string[] {
  const markup = page.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  return [...markup.matchAll(/<([a-z0-9]+)((?: [a-z-]+(?:="[^"]*")?)*)>/gi)].map(
    ([, name, attributes = '']) => `${name}${attributes.replace(/="[^"]*"/g, '')}`,
  );
}

test('the policy of the page forbids every request and every script but its own', () => {
  const page = html(sseReplay);
  expect(page).toMatch(
    /content="default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]{44}&#39;; style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/,
  );
});

test('steps, arrows, the fault, the wait and the check stand in the page without any script', () => {
  const page = html(sseReplay);
  expect(page.match(/<section class="step"/g)).toHaveLength(3);
  expect(page.match(/class="moment request"/g)).toHaveLength(2);
  expect(page.match(/class="moment cut"/g)).toHaveLength(1);
  expect(page).toContain('… 1 s pass …');
  expect(page).toContain('<b>MUST deliver every event exactly once, in order</b>');
});

test('the time beside an arrow fits its column, the one that is read out is in words', () => {
  const page = html([scenario(), seen(810_000, price(1, 2))]);
  expect(page).toContain('<span class="time" aria-hidden="true">+13m 30s</span>');
  expect(page).toMatch(/aria-label="\+13 min 30 s, /);
});

test('what the brief view leaves out stands in a fold', () => {
  expect(html(manyThings)).toMatch(
    /<details><summary>… 19 more like it, \d+ ms …<\/summary><div class="moment/,
  );
});

test('a message carries its bytes and its parts with what they mean', () => {
  const page = html([
    scenario(),
    ...exchange('GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 3\r\n\r\n', ''),
  ]);
  const { moments, remarks } = JSON.parse(embedded(page));
  expect(Buffer.from(moments[0].message.bytes, 'base64').toString()).toContain('Last-Event-ID: 3');
  const field = moments[0].message.layers[0].nodes.find(
    ([, , , more]: [number, number, number, { n?: string }?]) => more?.n === 'Last-Event-ID',
  );
  expect(field.slice(1, 3)).toEqual([25, 18]);
  expect(remarks[field[3].r]).toMatchObject({ text: 'asks for what came after this id' });
});

test('a page that holds enough has the parts of a large message without its bytes', () => {
  const small = exchange('GET / HTTP/1.1\r\nHost: a\r\n\r\n', '');
  const large = exchange(`POST / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(400)}\r\n\r\n`, '');
  const page = written(htmlReport(200), [scenario(), ...small, ...large, ...small]);
  const { moments }: { moments: { message: { bytes?: string; layers: unknown[] } }[] } = JSON.parse(
    embedded(page),
  );
  expect(moments.map(({ message }) => message.bytes !== undefined)).toEqual([true, false, true]);
  expect(moments[1]?.message.layers).toHaveLength(1);
});

test('several scenarios are articles of one page', () => {
  const naive = { name: 'forget', kind: 'naive', about: '', breaks: [] } as const;
  const page = html([...sseReplay, scenario({ variant: naive }), ...sseReplay.slice(1)]);
  expect(page.match(/<article>/g)).toHaveLength(2);
  expect(new Set(page.match(/ id="[^"]+"/g)).size).toBe(page.match(/ id="[^"]+"/g)?.length);
});

test('the end tag of a script in a message does not end the script that carries it', () => {
  const page = html([
    scenario(),
    seen(0, price(1, 2), {}),
    ...exchange('GET /</script><b> HTTP/1.1\r\n\r\n', ''),
  ]);
  expect(JSON.parse(embedded(page)).moments[1].title).toBe('GET /</script><b> HTTP/1.1');
  expect(page).not.toContain('</script><b>');
});

test('whatever the events say, no tag and no attribute comes from them', () => {
  const known =
    /^(?:html|head|meta|title|body|svg|defs|marker|path|div|main|article|header|p|code|span|h1|h2|strong|a|section|line|button|details|summary|b|em|kbd|aside|footer|nav|ul|li|table|caption|thead|tbody|tr|th|td)(?: (?:lang|charset|http-equiv|content|name|class|aria-[a-z]+|width|height|id|viewBox|refX|refY|markerWidth|markerHeight|markerUnits|orient|d|href|rel|style|x|y|x1|x2|y1|y2|overflow|marker-end|type|data-moment|role|scope|open))*$/;
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 8 }), (events) => {
      for (const tag of tagsOf(html(events))) expect(tag).toMatch(known);
    }),
    { numRuns: 60 },
  );
});
