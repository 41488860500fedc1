import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startFault } from '../../../src/tap/faults/registry.ts';
import {
  closeAfterFrame,
  closeAfterMessage,
  dropResponse,
  type Fault,
} from '../../../src/tap/index.ts';
import { Tally } from '../../../src/tap/tally.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { Message } from '../../../src/wire/types.ts';
import { block, flag, frame, ok, opening, request } from '../../wire/http2/frames.ts';
import { offer, switched, frame as wsFrame } from '../../wire/websocket/frames.ts';

const answer = (stream: number, text: string) => [
  frame('HEADERS', 0, stream, ok.subarray(0, 3)),
  frame('CONTINUATION', flag.END_HEADERS, stream, ok.subarray(3)),
  frame('DATA', flag.END_STREAM, stream, text),
];
const http2 = {
  client: Buffer.concat([opening.client, request(1), request(3)]),
  server: Buffer.concat([
    opening.server,
    frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '103' })),
    ...answer(3, 'one'),
    frame('PING', 0, 0, Buffer.alloc(8)),
    ...answer(1, 'two'),
    frame('GOAWAY', 0, 0, Buffer.alloc(8)),
    frame('PING', 0, 0, Buffer.alloc(8)),
  ]),
};
const webSocket = {
  client: Buffer.from(offer()),
  server: Buffer.concat([
    Buffer.from(switched()),
    wsFrame({ payload: 'one ', fin: false }),
    wsFrame({ opcode: 9, payload: 'beat' }),
    wsFrame({ opcode: 0, payload: 'message' }),
    wsFrame({ opcode: 2, payload: Buffer.alloc(300) }),
    wsFrame({ payload: 'last' }),
  ]),
};

/** How many bytes of the server a fault lets pass when they arrive in these slices. */
function delivered(fault: Fault, talk: typeof http2, slices: readonly number[]): number {
  const tally = new Tally();
  const dissector = dissectConnection();
  const count = (messages: readonly Message[]) => {
    for (const message of messages) tally.count(message);
    return messages;
  };
  count(dissector.push('client-to-server', talk.client));
  const work = startFault(fault, { random: { integer: Math.min }, progress: tally });
  if (work.acts !== 'on-arrival') throw new Error(`${fault.kind} judges no arrivals`);
  let passed = 0;
  let isKept = false;
  for (const length of [...slices, talk.server.length]) {
    const slice = talk.server.subarray(tally.received, tally.received + length);
    tally.received += slice.length;
    const completed = count(dissector.push('server-to-client', slice));
    const offset = isKept ? tally.received - slice.length : passed;
    const verdict = work.judge({ offset, byteLength: tally.received - offset, completed });
    if (!isKept) passed = verdict.do === 'pass' ? tally.received : offset + verdict.bytes;
    if (verdict.do === 'cut') return passed;
    isKept ||= verdict.do === 'withhold';
  }
  return passed;
}

test.each<[Fault, typeof http2]>([
  [closeAfterFrame({ frame: 'PING', nth: 2 }), http2],
  [closeAfterFrame({ frame: 'CONTINUATION', nth: 2 }), http2],
  [closeAfterMessage({ message: 'http-response', nth: 2 }), http2],
  [dropResponse(), http2],
  [dropResponse({ nth: 2 }), http2],
  [closeAfterFrame({ frame: 'continuation' }), webSocket],
  [closeAfterMessage({ message: 'ws-message', nth: 2 }), webSocket],
  [dropResponse(), webSocket],
])('however the bytes arrive, $kind lets the same ones pass', (fault, talk) => {
  const atOnce = delivered(fault, talk, []);
  expect(atOnce).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 400 }), (slices) => {
      expect(delivered(fault, talk, slices)).toBe(atOnce);
    }),
  );
  expect(delivered(fault, talk, Array(talk.server.length).fill(1))).toBe(atOnce);
});
