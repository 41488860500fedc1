import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import {
  ndjsonLine,
  readTranscript,
  TranscriptError,
  transcriptLines,
} from '../../../src/report/index.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { clientHello, record } from '../../wire/tls/records.ts';
import { clientFrame, closing } from '../../wire/websocket/frames.ts';
import { framesOf, talk } from '../../wire/websocket/talk.ts';
import { manyThings } from '../many-things.events.ts';
import { scenario, seen, sseEvent, sseReplay } from '../sse-replay.events.ts';

async function read(lines: readonly string[]): Promise<readonly TranscriptEvent[]> {
  const events: TranscriptEvent[] = [];
  for await (const event of readTranscript(lines)) events.push(event);
  return events;
}

async function failure(lines: readonly string[]): Promise<TranscriptError> {
  try {
    await read(lines);
  } catch (error) {
    if (error instanceof TranscriptError) return error;
    throw error;
  }
  throw new Error('it was read without an error');
}

const first = ndjsonLine(scenario());

test.each([
  ['a resumed stream', sseReplay],
  ['nearly everything', manyThings],
])('what was written is read again: %s', async (_, events) => {
  expect(await read(events.map(ndjsonLine))).toEqual(events);
});

test.each([
  ['a WebSocket', talk([['client', clientFrame({ opcode: 8, payload: closing(1000, 'bye') })]])],
  ['TLS', [['client', record(22, clientHello({ sni: 'a.example', alpn: ['h2'] }))]]],
] satisfies readonly [string, readonly Turn[]][])(
  'what was written of %s is read again',
  async (_, turns) => {
    const events = [scenario(), ...dissect(turns).map((message) => seen(0, message))];
    expect(await read(events.map(ndjsonLine))).toEqual(events);
  },
);

function openedAt(serverPort: number) {
  const parties = { connection: 1, client: 'client', server: 'api' };
  return { type: 'connection-opened', at: 0, ...parties, clientPort: 1, serverPort };
}

test('a frame with a wrong member is refused', async () => {
  const [frame] = framesOf([['client', clientFrame({ payload: 'a' })]]);
  const error = await failure([
    first,
    JSON.stringify({ ...seen(0, sseEvent()), message: { ...frame, opcode: 'shout' } }),
  ]);
  expect(error.message).toContain('message.opcode must be continuation, text');
});

test.each([
  [
    'a kind of message that is no text',
    { ...seen(0, sseEvent()), message: { kind: 7 } },
    'message.kind must be',
  ],
  ['a time beyond all sessions', { ...seen(0, sseEvent()), at: 1e308 }, 'at must be a time'],
  ['a port that is none', { ...openedAt(65_536) }, 'serverPort must be a port'],
  ['a day that is none', { ...scenario(), epoch: 'yesterday' }, 'epoch must be a date'],
])('%s is refused', async (_, event, complaint) => {
  expect((await failure([first, JSON.stringify(event)])).message).toContain(complaint);
});

test('events of a type that a later version added are passed over', async () => {
  expect(await read([first, '{"type":"applause","at":3}'])).toHaveLength(1);
});

test('messages of a kind that a later version added are passed over', async () => {
  const frame = JSON.stringify({ ...seen(0, sseEvent()), message: { kind: 'websocket-frame' } });
  expect(await read([first, frame])).toHaveLength(1);
});

test('members that a later version added are kept', async () => {
  const [event] = await read([JSON.stringify({ ...scenario(), mood: 'calm' })]);
  expect(event).toHaveProperty('mood', 'calm');
});

test('empty lines are passed over', async () => {
  expect(await read([first, '', '  '])).toHaveLength(1);
});

test('another version is refused', async () => {
  const error = await failure([JSON.stringify({ ...scenario(), version: 3 })]);
  expect(error.code).toBe('unknown-version');
  expect(error.message).toBe('line 1: version 3 of the format; this apilab reads version 2');
});

test('a line that was cut short is named', async () => {
  const error = await failure([first, '{"type":"no']);
  expect([error.code, error.line]).toEqual(['not-json', 2]);
});

test('an event with a wrong member is refused, and the member named', async () => {
  const error = await failure([first, '{"type":"step","at":0,"step":"one","title":"Go"}']);
  expect(error.message).toBe(
    'line 2: not an event of a transcript: step must be a whole number from 0',
  );
});

test('a member deep inside a message is named by its path', async () => {
  const event = { ...seen(0, sseEvent()), message: { ...sseEvent(), comments: ['a', 1] } };
  const error = await failure([first, JSON.stringify(event)]);
  expect(error.message).toContain('message.comments[1] must be a string');
});

test('JSON that is no event is refused', async () => {
  expect((await failure([first, '[1, 2]'])).code).toBe('not-an-event');
});

test('a transcript begins with a scenario', async () => {
  expect((await failure(['{"type":"step","at":0,"step":1,"title":"Go"}'])).code).toBe(
    'no-scenario',
  );
});

test('an empty transcript is refused', async () => {
  expect((await failure([])).code).toBe('no-scenario');
});

test('names from the object prototype are no types', async () => {
  expect(await read([first, '{"type":"constructor","at":0}'])).toHaveLength(1);
});

test('lines are the same however the file is cut into chunks', async () => {
  const text = '{"a":"ü"}\r\n\n{"b":"日本"}\nend';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 8 })), async (sizes) => {
      const lines: string[] = [];
      for await (const line of transcriptLines(chunksOf(Buffer.from(text), sizes)))
        lines.push(line);
      expect(lines).toEqual(['{"a":"ü"}', '', '{"b":"日本"}', 'end']);
    }),
  );
});

test('a line without end is refused before it fills the memory', async () => {
  const endless = async function* () {
    const mebibyte = new Uint8Array(1024 * 1024).fill(32);
    for (;;) yield mebibyte;
  };
  await expect(transcriptLines(endless()).next()).rejects.toMatchObject({ code: 'line-too-long' });
});

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start = Math.min(bytes.length, start + size);
  }
  yield bytes.subarray(start);
}
