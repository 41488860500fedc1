import { describe, expect, test } from 'vitest';
import { splitChunksKind } from '../../../src/tap/faults/split-chunks.ts';
import {
  closeAfterBytes,
  delayBytes,
  limitRate,
  resetConnection,
  splitChunks,
} from '../../../src/tap/index.ts';
import { Tally } from '../../../src/tap/tally.ts';
import type { Direction } from '../../../src/wire/types.ts';
import { rig } from '../rig.ts';

/** A dissector that tells when bytes came to the tap, which a fault may still hold. */
function arrivals() {
  let byteLength = 0;
  let changed = () => {};
  const arrived = async (atLeast: number) => {
    while (byteLength < atLeast) await new Promise<void>((resolve) => (changed = resolve));
  };
  const push = (_direction: Direction, bytes: Uint8Array) => {
    byteLength += bytes.length;
    changed();
    return [];
  };
  return { arrived, dissect: () => ({ push, end: () => [] }) };
}

/** Lets the event loop turn. */
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise<void>((resolve) => setImmediate(resolve));
}

describe('delay-bytes', () => {
  test('holds bytes back by lab time, and says so once', async () => {
    const { tap, connect, clock, seen, story } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault');
    clock.advanceTo(99);
    expect(story().slice(1)).toEqual(['fault: delays every byte from the server by 100 ms']);
    clock.advanceTo(100);
    expect(await client.receive(7)).toBe('200 ok\n');
    expect(story().slice(1)).toEqual([
      'fault: delays every byte from the server by 100 ms',
      '200 ok whole',
    ]);
  });

  test('is a latency: what follows later waits no longer than what came first', async () => {
    const { arrived, dissect } = arrivals();
    const { tap, connect, clock, seen } = await rig({ dissect });
    tap.inject(delayBytes({ delayMs: 100, direction: 'client-to-server' }));
    const { client, server } = await connect();
    client.send('one\n');
    await seen('fault');
    clock.advanceTo(60);
    client.send('two\n');
    await arrived(8);
    clock.advanceTo(100);
    expect(await server.receive(4)).toBe('one\n');
    clock.advanceTo(160);
    expect(await server.receive(8)).toBe('one\ntwo\n');
  });

  test('delays the end of the direction too, behind the bytes', async () => {
    const { tap, connect, clock, seen, story } = await rig();
    tap.inject(delayBytes({ delayMs: 10 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    server.socket.end();
    await seen('fault');
    clock.advanceTo(10);
    await client.receive(7);
    clock.advanceTo(20);
    expect(await client.ended()).toBe('fin');
    expect(story().at(-1)).toBe('server-to-client fin by sender');
  });

  test('draws its jitter within bounds', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(delayBytes({ delayMs: 100, jitterMs: 50 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault');
    clock.advanceTo(99);
    expect(clock.timers).toBe(1);
    clock.advanceTo(150);
    expect(await client.receive(7)).toBe('200 ok\n');
  });

  test('a reset while bytes are held reports them as lost', async () => {
    const { tap, connect, seen, story } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault');
    tap.inject(resetConnection());
    await client.ended();
    expect(client.text).toBe('');
    expect(story()).toContain('200 ok none');
  });

  test('a reset waits its turn, and one from the other side ends the wait', async () => {
    const { tap, connect, seen, story } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    const { client, server } = await connect();
    client.send('question\n');
    await server.receive(9);
    server.socket.write('200 ok\n', () => server.socket.resetAndDestroy());
    await seen('fault');
    await server.closed();
    await turns(20);
    client.socket.resetAndDestroy();
    await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
    expect(story()).toContain('200 ok none');
  });

  test('a sender waits once much is held, so that memory stays bounded', async () => {
    const { tap, connect, clock } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    const { client, server } = await connect();
    const bytes = Buffer.alloc(32 * 1024 * 1024, 'x');
    server.send(bytes);
    let held = -1;
    while (held !== server.socket.writableLength) {
      held = server.socket.writableLength;
      await turns(500);
    }
    expect(held).toBeGreaterThan(0);
    for (let ms = 100; client.received < bytes.length; ms += 100) {
      clock.advanceTo(ms);
      await turns(20);
    }
    expect(client.bytes.equals(bytes)).toBe(true);
  });

  test('two delays add up', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    tap.inject(delayBytes({ delayMs: 11 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault', ({ sentence }) => sentence.includes('11 ms'));
    clock.advanceTo(110);
    expect(clock.timers).toBe(1);
    clock.advanceTo(111);
    expect(await client.receive(7)).toBe('200 ok\n');
  });
});

describe('split-chunks', () => {
  test('forwards byte by byte, each readable on its own', async () => {
    const { tap, connect } = await rig();
    tap.inject(splitChunks());
    const { client, server } = await connect();
    server.send('200 ok\n');
    expect(await client.receive(7)).toBe('200 ok\n');
    expect(client.chunks.map((chunk) => chunk.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test('draws sizes up to the largest from the seed', async () => {
    const drawn: [number, number][] = [];
    const sizes = [3, 1, 5];
    const { clock } = await rig();
    const integer = (min: number, max: number) => {
      drawn.push([min, max]);
      return sizes.shift() ?? max;
    };
    const { tap, connect } = await rig({ surroundings: { clock, random: { integer } } });
    tap.inject(splitChunks({ maxBytes: 5, direction: 'client-to-server' }));
    const { client, server } = await connect();
    client.send('abcdefghij');
    await server.receive(10);
    expect(server.chunks.map(String)).toEqual(['abc', 'd', 'efghi', 'j']);
    expect(drawn[0]).toEqual([1, 5]);
  });

  test('cuts at the same places however the bytes arrive', () => {
    const sizesOf = (...arrivals: number[]) => {
      const drawn = [4, 4, 4];
      const random = { integer: () => drawn.shift() ?? 1 };
      const progress = new Tally();
      const work = splitChunksKind.start(splitChunks({ maxBytes: 4 }), { random, progress });
      return arrivals
        .flatMap((byteLength) =>
          work.acts === 'on-pace' ? work.pace({ byteLength, at: 0, alone: false }) : [],
        )
        .map((piece) => piece.byteLength);
    };
    expect(sizesOf(12)).toEqual([4, 4, 4]);
    expect(sizesOf(6, 6)).toEqual([4, 2, 2, 4]);
  });

  test('the end comes behind the last piece', async () => {
    const { tap, connect } = await rig();
    tap.inject(splitChunks());
    const { client, server } = await connect();
    server.socket.end('200 ok\n');
    expect(await client.ended()).toBe('fin');
    expect(client.text).toBe('200 ok\n');
  });
});

describe('limit-rate', () => {
  test('never lets more through than the rate allows', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(limitRate({ bytesPerSecond: 100 }));
    const { client, server } = await connect();
    server.send('x'.repeat(50));
    await seen('fault');
    for (const ms of [100, 200, 300, 400, 500]) {
      clock.advanceTo(ms);
      expect((await client.receive(ms / 10)).length).toBe(ms / 10);
    }
    expect(clock.timers).toBe(0);
  });

  test('a slow rate moves byte by byte', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(limitRate({ bytesPerSecond: 2 }));
    const { client, server } = await connect();
    server.send('ab');
    await seen('fault');
    clock.advanceTo(499);
    expect(client.text).toBe('');
    clock.advanceTo(500);
    expect(await client.receive(1)).toBe('a');
    clock.advanceTo(1000);
    expect(await client.receive(2)).toBe('ab');
  });
});

describe('pacing with others', () => {
  test('a cut waits until what it lets through was delivered', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(delayBytes({ delayMs: 100 }));
    tap.inject(closeAfterBytes({ bytes: 4 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault');
    expect(client.ending).toBeUndefined();
    clock.advanceTo(100);
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('200 ');
  });

  test('works on one connection to its end, and on no other', async () => {
    const { tap, connect } = await rig();
    tap.inject(splitChunks());
    const first = await connect();
    first.server.send('abc');
    await first.client.receive(3);
    const second = await connect();
    second.server.send('abc');
    await second.client.receive(3);
    first.server.send('def');
    await first.client.receive(6);
    expect(first.client.chunks).toHaveLength(6);
    expect(second.client.chunks).toHaveLength(1);
  });
});
