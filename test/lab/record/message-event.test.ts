import { describe, expect, it } from 'vitest';
import { messageEvent } from '../../../src/lab/record/message-event.ts';
import type { MessageSeen } from '../../../src/tap/events.ts';
import { bytesDissector } from '../../../src/wire/bytes.ts';

const parties = { client: 'client', server: 'api' };

/** A message of so many bytes. */
function seenOf(byteLength: number): MessageSeen {
  const bytes = new Uint8Array(byteLength).fill(0x61);
  const dissector = bytesDissector();
  const messages = [
    ...dissector.push('client-to-server', bytes),
    ...dissector.end('client-to-server', 'fin'),
  ];
  const [message] = messages;
  if (message === undefined) throw new Error('no message');
  return { type: 'message', connection: 1, message, delivery: 'whole', bytes };
}

describe('the event of a message', () => {
  it.each([5, 5_000])('carries its %d bytes, base64, in a copy and as JSON too', (byteLength) => {
    const event = messageEvent(seenOf(byteLength), parties, 7);
    const base64 = Buffer.alloc(byteLength, 'a').toString('base64');
    expect(event.bytes).toBe(base64);
    expect({ ...event }.bytes).toBe(base64);
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({ bytes: base64 });
  });

  it('has its members in the same order, small or large', () => {
    const [small, large] = [5, 5_000].map((length) => messageEvent(seenOf(length), parties, 7));
    expect(Object.keys(large ?? {})).toEqual(Object.keys(small ?? {}));
  });

  it('has no bytes where none were kept', () => {
    const { bytes: _, ...seen } = seenOf(5);
    expect('bytes' in messageEvent(seen, parties, 7)).toBe(false);
  });
});
