import { describe, expect, test } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { type TerminalOptions, terminalView } from '../../../src/report/index.ts';
import { closeAfterBytes } from '../../../src/tap/faults/close-after-bytes.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { clientFrame, closing, frame } from '../../wire/websocket/frames.ts';
import { talk } from '../../wire/websocket/talk.ts';
import { request, response, scenario, seen } from '../sse-replay.events.ts';

function shown(events: readonly TranscriptEvent[], options: Partial<TerminalOptions> = {}): string {
  const view = terminalView({ width: 100, colour: false, wire: 'brief', ...options });
  return events.map((event) => view.write(event)).join('');
}

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

describe('handshakes', () => {
  test('the first is shown whole, the next one like it on one row', () => {
    const text = shown([scenario(), step(1), ...chat(1, 'ada'), ...chat(2, 'ben')]);
    expect(text.match(/GET \/live/g)).toHaveLength(1);
    expect(text).toMatch(/ben ← chat .* 101 for \/live · same handshake, ✓ accept hash checked\n/);
  });

  test('one that is refused is shown with its request', () => {
    const [ask] = chat(2, 'ben');
    const refused = response({ status: 503, reason: 'Service Unavailable' });
    const parties = { connection: 2, client: 'ben', server: 'chat' };
    const text = shown([
      scenario(),
      step(1),
      ...chat(1, 'ada'),
      ...(ask === undefined ? [] : [ask]),
      seen(0, refused, parties),
    ]);
    expect(text).toMatch(/ben → chat .*GET \/live[\s\S]*ben ← chat .*503 Service Unavailable/);
  });

  test('one that never gets an answer is shown before its step ends', () => {
    const [ask] = chat(2, 'ben');
    const text = shown([
      scenario(),
      step(1),
      ...chat(1, 'ada'),
      ...(ask === undefined ? [] : [ask]),
      step(2),
    ]);
    expect(text).toMatch(/ben → chat .*GET \/live[\s\S]*2 {2}Go on/);
  });

  test('one with a wrong accept is shown whole, with what is wrong', () => {
    const [ask, answer] = chat(2, 'ben');
    const [, other] = chat(1, 'ada');
    if (ask === undefined || answer === undefined || other === undefined)
      throw new Error('no talk');
    const problem = { code: 'ws-accept', text: 'It is not the hash of the key.' };
    const wrong = { ...answer, message: { ...answer.message, problems: [problem] } };
    const text = shown([scenario(), step(1), ...chat(1, 'ada'), ask, wrong]);
    expect(text).toMatch(
      /ben ← chat .*101 Switching Protocols[\s\S]*! It is not the hash of the key/,
    );
  });
});

describe('what is alike', () => {
  test('a text for several clients at once is shown for the first, and the others are named', () => {
    const news = says('{"news":1}');
    const text = shown([
      scenario(),
      step(1),
      ...frames(1, 'ada', [news]),
      ...frames(2, 'ben', [news]),
      ...frames(3, 'carol', [news]),
      step(2),
    ]);
    expect(text.match(/"news"/g)).toHaveLength(1);
    expect(text).toContain('… 2 more copies to ben and carol');
  });

  test('the same text at a later time is no copy: somebody catches up', () => {
    const news = says('{"news":1}');
    const text = shown([
      scenario(),
      step(1),
      ...frames(1, 'ada', [news]),
      ...frames(2, 'ben', [news], 900),
    ]);
    expect(text.match(/"news"/g)).toHaveLength(2);
  });

  test('a new form of text is shown however many others there were', () => {
    const many = Array.from({ length: 30 }, (_, n) => says(`{"ack":${n}}`));
    const resumed: Turn = ['client', clientFrame({ payload: '{"join":"lobby","after":3}' })];
    const text = shown([scenario(), step(1), ...frames(1, 'ada', [...many, resumed])]);
    expect(text).toContain('{"join":"lobby","after":3}');
    expect(text.match(/"ack"/g)).toHaveLength(2);
  });

  test('each close code is shown, whoever closes', () => {
    const closed = (connection: number, code: number) =>
      frames(connection, `guest ${connection}`, [
        ['server', frame({ opcode: 8, payload: closing(code) })],
      ]);
    const herd = Array.from({ length: 50 }, (_, n) => closed(n + 1, 1012)).flat();
    const text = shown([scenario(), step(1), ...herd, ...closed(51, 1013), step(2)]);
    expect(text.match(/close 1012/g)).toHaveLength(1);
    expect(text.match(/close 1013/g)).toHaveLength(1);
    expect(text).toContain('… 49 more close frames (--wire full shows them)');
  });

  test('cuts are counted after the second of a kind', () => {
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
      cut(1_000),
      cut(2_000),
      cut(3_000),
      cut(70_000),
      step(2),
    ]);
    expect(text.match(/the tap cuts/g)).toHaveLength(2);
    expect(text).toContain('… 2 more cuts, +3 s to +1m 10s');
  });
});

describe('exchanges', () => {
  const ask = (connection: number, at = 0) =>
    seen(at, request({ target: '/orders' }), { connection });
  const answer = (connection: number, status: number) =>
    seen(0, response({ status, reason: 'Said' }), { connection });

  test('a request that is shown gets its answer, although many answers came before it', () => {
    const text = shown([
      scenario(),
      step(1),
      ...[1, 2, 3, 4, 5].map((connection) => ask(connection)),
      ...[5, 4, 3, 2, 1].map((connection) => answer(connection, 200)),
      step(2),
    ]);
    expect(text.match(/GET \/orders/g)).toHaveLength(2);
    // The very first answer tells what an answer is.
    expect(text.match(/HTTP\/1.1 200/g)).toHaveLength(3);
  });

  test('one more request of a kind is shown behind a note', () => {
    const note: TranscriptEvent = { type: 'note', at: 0, text: 'Now with another clock.' };
    const text = shown([
      scenario(),
      step(1),
      ask(1),
      ask(2),
      ask(3),
      note,
      ask(4),
      ask(5),
      step(2),
    ]);
    expect(text).toMatch(/1 more request .*\n *Now with another clock\.\n.*GET \/orders/);
    expect(text.match(/GET \/orders/g)).toHaveLength(3);
  });

  test('requests that differ in the form of what the story is about are not alike', () => {
    const tagged = (value: string) =>
      seen(0, request({ fields: [{ name: 'If-None-Match', value }] }));
    const text = shown([
      scenario({ focus: ['if-none-match'] }),
      step(1),
      ...['"a1b2c3"', '"c3d4e5"', '"e5f6a7"', '"b8", "e5f6a7"', 'W/"e5f6a7"', '*'].map(tagged),
    ]);
    const values = [...text.matchAll(/If-None-Match: (.*?)(?: {2}.*)?\n/g)].map(
      ([, value]) => value,
    );
    expect(values).toEqual(['"a1b2c3"', '"c3d4e5"', '"b8", "e5f6a7"', 'W/"e5f6a7"', '*']);
  });
});

test('the same content again is said in two words where that saves a row', () => {
  const content = { byteLength: 30, text: '{"name":"Lamp","cents":3900}' };
  const text = shown([
    scenario(),
    step(1),
    seen(0, request()),
    seen(0, response({ content })),
    seen(0, request({ exchange: 2 })),
    seen(0, response({ content, exchange: 2 })),
  ]);
  expect(text.match(/"Lamp"/g)).toHaveLength(1);
  expect(text).toContain('HTTP/1.1 200 OK · same content\n');
});

test('a wait behind what was left out is told, one within it is told by the times', () => {
  const wait = (from: number, at: number): TranscriptEvent => ({ type: 'wait', from, at });
  const beats = [0, 5_000, 9_000].flatMap((at) => [
    wait(at, at + 1_000),
    seen(at + 1_000, request({ target: '/beat' })),
  ]);
  const text = shown([scenario(), step(1), ...beats, wait(10_000, 70_000), step(2)]);
  expect(text).toMatch(/… 1 more request[^\n]*\n *… 1 min pass …\n/);
});

test('all of it is there in full', () => {
  const text = shown([scenario(), step(1), ...chat(1, 'ada'), ...chat(2, 'ben')], { wire: 'full' });
  expect(text.match(/GET \/live/g)).toHaveLength(2);
  expect(text).not.toContain('more');
});
