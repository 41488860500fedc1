import { describe, expect, test } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { htmlReport } from '../../../src/report/html/report.ts';
import { type TerminalOptions, terminalView } from '../../../src/report/index.ts';
import { markdownReport } from '../../../src/report/markdown/report.ts';
import { mermaidDiagram } from '../../../src/report/mermaid/diagram.ts';
import { closeAfterBytes } from '../../../src/tap/faults/close-after-bytes.ts';
import type { HttpRequest } from '../../../src/wire/types.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { clientFrame, closing, frame } from '../../wire/websocket/frames.ts';
import { talk } from '../../wire/websocket/talk.ts';
import { request, response, scenario, seen } from '../sse-replay.events.ts';
import { written } from '../written.ts';

function shown(events: readonly TranscriptEvent[], options: Partial<TerminalOptions> = {}): string {
  const view = terminalView({ width: 100, colour: false, wire: 'brief', ...options });
  return events.map((event) => view.write(event)).join('') + view.release();
}

const markdown = (events: readonly TranscriptEvent[]) => written(markdownReport(), events);
const page = (events: readonly TranscriptEvent[]) => written(htmlReport(), events);

const step = (number: number): TranscriptEvent => ({
  type: 'step',
  at: 0,
  step: number,
  id: `step-${number}`,
  title: 'Go on',
});

/** What crosses a new WebSocket connection between a client and `chat`, its handshake first. */
function chat(
  connection: number,
  client: string,
  turns: readonly Turn[] = [],
  at = 0,
): readonly MessageEvent[] {
  const parties = { connection, client, server: 'chat' };
  return dissect(talk(turns)).map((message) => seen(at, message, parties));
}

/** Frames without their handshake, which was somewhere else. */
const frames = (...all: Parameters<typeof chat>) => chat(...all).slice(2);
const says = (text: string): Turn => ['server', frame({ payload: text })];

const ask = (exchange: number, at: number, fields: Partial<HttpRequest> = {}) =>
  seen(at, request({ target: '/orders', exchange, ...fields }));
const answer = (exchange: number, at: number, status: number) =>
  seen(at, response({ status, reason: 'Said', exchange }));
/** Exchanges at these times, each answered at once. */
const exchanges = (times: readonly number[], status: (n: number) => number = () => 200) =>
  times.flatMap((at, n) => [ask(n + 1, at), answer(n + 1, at, status(n))]);

describe('exchanges', () => {
  test('one that fits stands on one row', () => {
    const text = shown([scenario(), step(1), ...exchanges([0]), step(2)]);
    expect(text).toMatch(/client ⇄ prices +GET \/orders → 200 Said\n/);
  });

  test('an answer that comes later says how much later', () => {
    const text = shown([scenario(), step(1), ask(1, 0), answer(1, 2_000, 200), step(2)]);
    expect(text).toMatch(/client ⇄ prices +GET \/orders → 2 s → 200 Said\n/);
  });

  test('one that does not fit stands on two rows, each with its time', () => {
    const content = { byteLength: 64, text: JSON.stringify({ product: 'x'.repeat(60) }) };
    const asked = ask(1, 1_000, { content });
    const text = shown([scenario(), step(1), asked, answer(1, 3_000, 200), step(2)]);
    expect(text).toMatch(
      /→ prices +POST|→ prices +GET .* 1 s later\n.*← prices +200 Said +2 s later/,
    );
  });

  test('of many alike the first and the last are told, and between them how many and how long', () => {
    const text = shown([
      scenario(),
      step(1),
      ...exchanges([0, 100, 200, 300, 400, 500, 600, 700, 800]),
      step(2),
    ]);
    const lines = text.split('\n').map((line) => line.trim());
    expect(
      lines.filter((line) => /⇄|more/.test(line)).map((line) => line.replaceAll(/ {2,}/g, '  ')),
    ).toEqual([
      'client ⇄ prices  GET /orders → 200 Said',
      'client ⇄ prices  GET /orders → 200 Said  7 like it, 800 ms later',
    ]);
  });

  test('a fold never hides half an exchange', () => {
    const questions = [1, 2, 3, 4, 5].map((n) => ask(n, 0));
    const answers = [5, 4, 3, 2, 1].map((n) => answer(n, 0, 200));
    const text = shown([scenario(), step(1), ...questions, ...answers, step(2)]);
    expect(text.match(/GET \/orders/g)).toHaveLength(text.match(/200 Said/g)?.length ?? 0);
  });

  test('a fold of one would take the room of what it hides', () => {
    const text = shown([scenario(), step(1), ...exchanges([0, 100, 200]), step(2)]);
    expect(text.match(/GET \/orders/g)).toHaveLength(3);
    expect(text).not.toContain('more');
  });

  test('the first refusal after many successes is told', () => {
    const text = shown([
      scenario(),
      step(1),
      ...exchanges([0, 10, 20, 30, 40, 50, 60, 70], (n) => (n === 5 ? 429 : 200)),
      step(2),
    ]);
    expect(text).toContain('429 Said');
  });

  test('what a check of the step is about is never folded', () => {
    const about = [{ connection: 1, direction: 'client-to-server', start: 3 }] as const;
    const check: TranscriptEvent = {
      type: 'check',
      at: 900,
      id: 'third-waits',
      promise: 'must wait',
      strength: 'must',
      source: 'lab',
      holds: true,
      predicted: 'holds',
      actual: 'waited',
      expected: 'waited',
      about,
    };
    const events = [0, 10, 20, 30, 40, 50].flatMap((at, n) => [
      ask(n + 1, at, { start: n + 1, end: n + 1 }),
      answer(n + 1, at, 200),
    ]);
    const folds = (all: readonly TranscriptEvent[]) =>
      shown([scenario(), step(1), ...all, step(2)]).match(/\d like it/g);
    expect(folds(events)).toEqual(['4 like it']);
    // It is told between two folds; one of them would hide a single exchange, which is told instead.
    expect(folds([...events, check])).toEqual(['2 like it']);
  });

  test('requests that differ in the form of what the story is about are not alike', () => {
    const tagged = ['"a1b2c3"', '"c3d4e5"', 'W/"e5f6a7"'].flatMap((value, n) => [
      ask(n + 1, n, { fields: [{ name: 'If-None-Match', value }] }),
      answer(n + 1, n, 304),
    ]);
    const more = ['"a7"', '"b8"', '"c9"'].flatMap((value, n) => [
      ask(n + 4, 9, { fields: [{ name: 'If-None-Match', value: `${value}111111` }] }),
      answer(n + 4, 9, 304),
    ]);
    const text = shown([
      scenario({ focus: ['if-none-match'] }),
      step(1),
      ...tagged,
      ...more,
      step(2),
    ]);
    expect(text).toContain('W/"e5f6a7"');
  });
});

describe('waits', () => {
  const backoffs = [0, 100, 300, 700];
  const wait = (from: number, at: number): TranscriptEvent => ({ type: 'wait', from, at });
  /** Each attempt a wait longer than the last one, with these answers. */
  const retries = (status: (n: number) => number) => [
    scenario(),
    step(1),
    ...exchanges(backoffs, status).flatMap((event, n) => {
      const [from, at] = [backoffs[n / 2 - 1], backoffs[n / 2]];
      return from === undefined || at === undefined ? [event] : [wait(from, at), event];
    }),
    step(2),
  ];

  describe.each([
    ['another answer each time', retries((n) => 500 + n)],
    ['the same refusal until the last', retries((n) => (n < 3 ? 503 : 200))],
  ])('with %s', (_, events) => {
    test.each([
      ['the terminal', shown(events)],
      ['a narrow terminal', shown(events, { width: 40 })],
      ['words', shown(events, { plain: true })],
      ['Markdown', markdown(events)],
      ['Mermaid', mermaidDiagram(events)],
      ['HTML', page(events)],
    ])('backoffs of 100, 200 and 400 ms are those waits in %s', (_, text) => {
      const waits = [...text.matchAll(/(\d+ ms) (?:later|pass)/g)].map(([, waited]) => waited);
      // A page of Markdown has its picture too.
      expect([...new Set(waits)]).toEqual(['100 ms', '200 ms', '400 ms']);
    });
  });

  test('one that nothing ends is told with what comes in the next step', () => {
    const text = shown([
      scenario(),
      step(1),
      ...exchanges([0]),
      wait(0, 5_000),
      step(2),
      ask(2, 5_000),
      answer(2, 5_000, 200),
    ]);
    expect(text.match(/5 s/g)).toHaveLength(1);
    expect(text).toMatch(/ 2 {2}Go on ─+\n.* 5 s later\n/);
  });

  test('one is told in its place if nothing else happens in its step', () => {
    const note: TranscriptEvent = { type: 'note', at: 5_000, text: 'Nobody watches.' };
    const text = shown([scenario(), step(1), wait(0, 5_000), note, step(2)]);
    expect(text).toContain('… 5 s pass …');
  });
});

describe('what is alike', () => {
  test('a text for several clients is told for the first and the last', () => {
    const news = says('{"news":1}');
    const herd = Array.from({ length: 9 }, (_, n) => frames(n + 1, `guest ${n + 1}`, [news]));
    const text = shown([scenario(), step(1), ...herd.flat(), step(2)]);
    expect(text.match(/"news"/g)?.length).toBeLessThanOrEqual(5);
    expect(text).toMatch(/ {2}5 frames later$/m);
  });

  test('a new form of text is told however many others there were', () => {
    const many = Array.from({ length: 30 }, (_, n) => says(`{"ack":${n}}`));
    const resumed: Turn = ['client', clientFrame({ payload: '{"join":"lobby","after":3}' })];
    const text = shown([scenario(), step(1), ...frames(1, 'ada', [...many, resumed]), step(2)]);
    expect(text).toContain('{"join":"lobby","after":3}');
    expect(text).toMatch(/ {2}29 like it later$/m);
  });

  test('each close code is told, whoever closes', () => {
    const closed = (connection: number, code: number) =>
      frames(connection, `guest ${connection}`, [
        ['server', frame({ opcode: 8, payload: closing(code) })],
      ]);
    const herd = Array.from({ length: 50 }, (_, n) => closed(n + 1, 1012)).flat();
    const text = shown([scenario(), step(1), ...herd, ...closed(51, 1013), step(2)]);
    expect(text.match(/close 1012/g)).toHaveLength(1);
    expect(text.match(/close 1013/g)).toHaveLength(1);
    expect(text).toContain('… 49 more like it …');
  });

  test('cuts that read alike are counted, in their time', () => {
    const cut = (at: number): TranscriptEvent => ({
      type: 'fault',
      at,
      connection: at,
      client: 'ben',
      server: 'chat',
      fault: closeAfterBytes({ bytes: at }),
      sentence: `cuts the connection after ${at} bytes from the server`,
    });
    const text = shown([
      scenario(),
      step(1),
      ...[1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000].map(cut),
      step(2),
    ]);
    expect(text.match(/the tap cuts/g)).toHaveLength(2);
    expect(text).toContain('… 5 more like it, 6 s …');
  });
});

test('content that is the same as before is said in two words', () => {
  const content = { byteLength: 30, text: '{"name":"Lamp","cents":3900}' };
  const text = shown([
    scenario(),
    step(1),
    seen(0, request()),
    seen(0, response({ content })),
    seen(0, request({ exchange: 2 })),
    seen(0, response({ content, exchange: 2 })),
    step(2),
  ]);
  expect(text.match(/"Lamp"/g)).toHaveLength(1);
  expect(text).toContain('200 OK · same content\n');
});

test('all of it is there in full', () => {
  const text = shown([scenario(), step(1), ...chat(1, 'ada'), ...chat(2, 'ben')], { wire: 'full' });
  expect(text.match(/GET \/live/g)).toHaveLength(2);
  expect(text).not.toContain('more');
});

test('a token in a query is recognised by its beginning', () => {
  const target = `/orders?status=paid&cursor=${'eyJhZnRlciI6NjZ9'.repeat(3)}&limit=5`;
  const asked = seen(0, request({ method: 'GET', target, summary: `GET ${target} HTTP/1.1` }));
  expect(shown([scenario(), step(1), asked, step(2)])).toContain(
    'GET /orders?status=paid&cursor=eyJhZnRlciI6NjZ9eyJh…&limit=5\n',
  );
  expect(
    shown([scenario(), step(1), asked, step(2)], { wire: 'full' }).replaceAll(/\n */g, ''),
  ).toContain(target);
});
