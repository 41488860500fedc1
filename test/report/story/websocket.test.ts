import { expect, test } from 'vitest';
import type { TerminalOptions } from '../../../src/report/index.ts';
import { layoutFor } from '../../../src/report/terminal/layout.ts';
import { dissect, type Turn } from '../../wire/http1/conversation.ts';
import { clientFrame, closing, frame } from '../../wire/websocket/frames.ts';
import { talk } from '../../wire/websocket/talk.ts';
import { liveView } from '../live-view.ts';
import { seen } from '../sse-replay.events.ts';

/** A conversation behind a handshake, as the terminal shows it; the lines of its frames only. */
function shown(
  turns: readonly Turn[],
  agreed: readonly string[] = [],
  options: Partial<TerminalOptions> = {},
): readonly string[] {
  const view = liveView(options);
  return dissect(talk(turns, agreed))
    .filter(({ kind }) => kind === 'ws-frame')
    .flatMap((message) => view.write(seen(0, message)).trimEnd().split('\n'))
    .map((line) => line.slice(layoutFor(100).textColumn).trimEnd());
}

test('a handshake shows the accept computed again', () => {
  const view = liveView();
  const text = dissect(talk([])).map((message) => view.write(seen(0, message)));
  expect(text.join('')).toContain('✓ it is base64(SHA-1(key + GUID))');
});

test('a handshake asks for another protocol, not for a representation', () => {
  const view = liveView({ wire: 'full' });
  const text = dissect(talk([])).map((message) => view.write(seen(0, message)));
  expect(text.join('')).toContain('asks to go on with the WebSocket protocol');
  expect(text.join('')).not.toContain('current representation');
});

test('a ping is explained once', () => {
  const ping: Turn = ['server', frame({ opcode: 9 })];
  expect(shown([ping, ping])).toEqual([
    expect.stringMatching(/^ping {2,}are you there\? wants a pong/),
    'ping',
  ]);
  expect(
    shown([ping, ping], [], { wire: 'full' }).filter((line) => /^ping/.test(line)),
  ).toHaveLength(2);
});

test('frames are one row each', () => {
  expect(
    shown([
      ['client', clientFrame({ payload: '{ "type": "join" }' })],
      ['server', frame({ opcode: 2, payload: Buffer.alloc(12) })],
      ['server', frame({ opcode: 9, payload: 'beat' })],
      ['client', clientFrame({ opcode: 10, payload: 'beat' })],
    ]),
  ).toEqual([
    'text · {"type":"join"}',
    'binary · 12 bytes',
    'ping · beat  are you there? wants a pong with the same payload',
    'pong · beat  answers a ping with its payload, or is a heartbeat',
  ]);
});

test('fragments say that more follows, and the last one what they make', () => {
  expect(
    shown([
      ['server', frame({ payload: 'Hel', fin: false })],
      ['server', frame({ opcode: 0, payload: 'lo' })],
    ]),
  ).toEqual([
    'text (more follows) · Hel',
    'continuation (completes a text message of 2 frames) · Hello',
  ]);
});

test('a close frame is named and explained once', () => {
  const lines = shown([
    ['client', clientFrame({ opcode: 8, payload: closing(1000, 'done') })],
    ['server', frame({ opcode: 8, payload: closing(1000) })],
    ['server', frame({ opcode: 8, payload: closing(4999) })],
  ]);
  expect(lines.slice(0, 3)).toEqual([
    'close 1000 normal closure · done',
    '↳ done: what the connection was for is fulfilled',
    'close 1000 normal closure',
  ]);
  expect(lines[3]).toContain('close 4999');
});

test('a message of graphql-transport-ws is shown by its type and id', () => {
  const subscribe = '{"id":"1","type":"subscribe","payload":{"query":"subscription { price }"}}';
  expect(
    shown(
      [['client', clientFrame({ payload: subscribe })]],
      ['Sec-WebSocket-Protocol: graphql-transport-ws'],
    ),
  ).toEqual(['subscribe · id: 1 · {"query":"subscription { price }"}']);
});

test('a frame that breaks a rule is followed by the rule', () => {
  expect(shown([['client', frame({ payload: 'a' })]])).toEqual([
    'text · a',
    '! A client must mask every frame; a server closes the connection',
    'on this one.  RFC 6455 §5.1',
  ]);
});

test('long text is cut and its length told; in full it is shown whole with its framing', () => {
  const turns: Turn[] = [['client', clientFrame({ payload: 'word '.repeat(25) })]];
  expect(shown(turns)).toEqual([expect.stringMatching(/^text · word word .*… {2}\(125 bytes\)$/)]);
  const full = shown(turns, [], { wire: 'full' });
  expect(full.slice(0, 4)).toEqual([
    expect.stringMatching(/^text {2,}a message of text in UTF-8$/),
    '↳ RFC 6455 §5.6',
    'FIN, text · masked, 125 bytes · key 37fa213d',
    expect.stringMatching(/^word word/),
  ]);
  expect(full.slice(3).join(' ').split(' ')).toHaveLength(25);
});

test('the hex view says what the bytes mean that do not spell it', () => {
  const sent = clientFrame({ payload: 'Hello' });
  const view = liveView({ wire: 'hex' });
  const lines = dissect(talk([['client', sent]]))
    .filter(({ kind }) => kind === 'ws-frame')
    .flatMap((message) =>
      view.write(seen(0, message, { bytes: sent.toString('base64') })).split('\n'),
    )
    .filter((line) => /[0-9a-f]{2} {3,}.*: /.test(line))
    .map((line) => line.trim().slice(8).replace(/ {2,}/g, '  '));
  expect(lines).toEqual([
    '81  ·  fin-opcode: FIN, text',
    '85  ·  mask-length: masked, 5 bytes',
    '37 fa 21 3d  7·!=  mask-key: 37fa213d',
    '7f 9f 4d 51 58  ··MQX  payload: Hello',
  ]);
});
