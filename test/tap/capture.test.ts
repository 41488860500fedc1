import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../src/tap/budget.ts';
import { Capture } from '../../src/tap/capture.ts';
import { closeAfterMessage } from '../../src/tap/index.ts';
import { rig } from './rig.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');

describe('Capture', () => {
  test('hands out any range, however the bytes came', () => {
    const stream = fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 30 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(2000)), (chunks, lengths) => {
        const all = Buffer.concat(chunks);
        const capture = new Capture(Number.MAX_SAFE_INTEGER);
        for (const chunk of chunks) capture.keep('client-to-server', chunk);
        let start = 0;
        for (const length of [...lengths, all.length]) {
          const end = Math.min(all.length, start + length);
          const taken = capture.take('client-to-server', { start, end });
          expect(Buffer.from(taken ?? [])).toEqual(all.subarray(start, end));
          start = end;
        }
      }),
    );
  });

  test('counts both directions against one cap, and keeps up to the last byte of it', () => {
    const capture = new Capture(6);
    capture.keep('client-to-server', ascii('abc'));
    capture.keep('server-to-client', ascii('defg'));
    expect(capture.full).toBe(true);
    expect(capture.take('client-to-server', { start: 0, end: 3 })).toEqual(ascii('abc'));
    expect(capture.take('server-to-client', { start: 0, end: 3 })).toEqual(ascii('def'));
    expect(capture.take('server-to-client', { start: 3, end: 4 })).toBeUndefined();
  });

  test('counts what several hold together against one budget, until it is taken or forgotten', () => {
    const budget = new Budget(8);
    const [one, two, three] = [1, 2, 3].map(() => new Capture(100, budget));
    one?.keep('client-to-server', ascii('abcdef'));
    two?.keep('client-to-server', ascii('ghi'));
    expect([one, two].map((each) => each?.outOfBudget)).toEqual([false, true]);
    expect(two?.take('client-to-server', { start: 0, end: 3 })).toBeUndefined();
    one?.take('client-to-server', { start: 0, end: 4 });
    one?.forget('client-to-server');
    three?.keep('server-to-client', ascii('jklmnopq'));
    expect(three?.full).toBe(false);
    expect(three?.take('server-to-client', { start: 0, end: 8 })).toEqual(ascii('jklmnopq'));
  });

  test('room is used up for good: reporting a message does not free it', () => {
    const capture = new Capture(4);
    capture.keep('client-to-server', ascii('abc'));
    capture.take('client-to-server', { start: 0, end: 3 });
    capture.keep('client-to-server', ascii('de'));
    expect(capture.take('client-to-server', { start: 3, end: 5 })).toBeUndefined();
  });
});

describe('a tap whose capture is full', () => {
  test('says so once, reports what had begun without bytes, then only relays', async () => {
    const { connect, events, story } = await rig({ captureBytes: 10 });
    const { client, server } = await connect();
    server.send('200 ok\n200 long\n');
    await client.receive(16);
    server.send('200 unseen\n');
    expect(await client.receive(27)).toBe('200 ok\n200 long\n200 unseen\n');
    expect(story()).toEqual(['opened 1', '200 ok whole', 'capture full at 10', '200 long whole']);
    const messages = events.filter((event) => event.type === 'message');
    expect(messages.map((event) => event.bytes)).toEqual([ascii('200 ok\n'), undefined]);
  });

  test('still counts messages for faults', async () => {
    const { tap, connect } = await rig({ captureBytes: 1 });
    tap.inject(closeAfterMessage({ nth: 3 }));
    const { client, server } = await connect();
    server.send('event 1\nevent 2\nevent 3\nevent 4\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('event 1\nevent 2\nevent 3\n');
  });
});
