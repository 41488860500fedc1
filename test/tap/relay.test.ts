import { connect as connectTo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTap, TapError } from '../../src/tap/index.ts';
import type { Direction } from '../../src/wire/types.ts';
import { lineDissector } from './line-dissector.ts';
import { Party } from './party.ts';
import { rig } from './rig.ts';

describe('transparency', () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 3000 });
  const turn = fc.record({ by: fc.constantFrom('client', 'server'), bytes: chunk });

  test('what is received is what was sent, both ways, in order', async () => {
    const { connect, events } = await rig();
    const script = fc.array(turn, { maxLength: 20 });
    const first = fc.constantFrom('client', 'server');
    const play = fc.asyncProperty(script, first, async (turns, endsFirst) => {
      const parties = await connect();
      const mark = events.length;
      for (const { by, bytes } of turns) parties[by].send(bytes);
      const other = endsFirst === 'client' ? 'server' : 'client';
      parties[endsFirst].socket.end();
      expect(await parties[other].ended()).toBe('fin');
      parties[other].send('after the half-close');
      parties[other].socket.end();
      expect(await parties[endsFirst].ended()).toBe('fin');

      const sent = (by: string, last: string) =>
        Buffer.concat([
          ...turns.filter((each) => each.by === by).map((each) => each.bytes),
          Buffer.from(last),
        ]);
      const last = { [other]: 'after the half-close', [endsFirst]: '' };
      expect(parties.server.bytes).toEqual(sent('client', last.client ?? ''));
      expect(parties.client.bytes).toEqual(sent('server', last.server ?? ''));

      const captured = {
        'client-to-server': [Buffer.alloc(0)],
        'server-to-client': [Buffer.alloc(0)],
      };
      for (const event of events.slice(mark)) {
        if (event.type !== 'message') continue;
        expect(event.delivery).toBe('whole');
        captured[event.message.direction].push(Buffer.from(event.bytes ?? []));
      }
      expect(Buffer.concat(captured['client-to-server'])).toEqual(parties.server.bytes);
      expect(Buffer.concat(captured['server-to-client'])).toEqual(parties.client.bytes);
    });
    await fc.assert(play, { numRuns: 60 });
  });

  test('events come in the order in which things happened', async () => {
    const { connect, story } = await rig();
    const { client, server } = await connect();
    client.send('question\n');
    await server.receive(9);
    server.send('200 answer\n');
    await client.receive(11);
    client.socket.end();
    await server.ended();
    server.socket.end();
    await client.ended();
    expect(story()).toEqual([
      'opened 1',
      'question whole',
      '200 answer whole',
      'client-to-server fin by sender',
      'server-to-client fin by sender',
    ]);
  });

  test('a message that the dissector makes out late is reported then', async () => {
    const base = { start: 0, summary: 'early', layers: [], problems: [], kind: 'bytes' } as const;
    const question = { ...base, end: 3, direction: 'client-to-server' } as const;
    const push = (direction: Direction) => (direction === 'server-to-client' ? [question] : []);
    const { connect, story } = await rig({ dissect: () => ({ push, end: () => [] }) });
    const { client, server } = await connect();
    client.send('abc');
    await server.receive(3);
    server.send('x');
    await client.receive(1);
    expect(story()).toEqual(['opened 1', '0–3 of a message from 0', 'early whole']);
  });

  test('both sockets close once both directions ended', async () => {
    const { connect, tap } = await rig();
    const { client, server } = await connect();
    client.socket.end();
    await server.ended();
    server.socket.end();
    await client.closed();
    await server.closed();
    expect(tap.atWork).toBe(false);
  });

  test('connections do not mix', async () => {
    const { connect } = await rig();
    const pairs = await Promise.all([connect(), connect(), connect()]);
    for (const [n, { client }] of pairs.entries()) client.send(`from ${n}\n`);
    const texts = await Promise.all(pairs.map(({ server }) => server.receive(7)));
    expect(texts.toSorted()).toEqual(['from 0\n', 'from 1\n', 'from 2\n']);
  });
});

describe('resets', () => {
  test('a reset by the server reaches the client, after the bytes before it', async () => {
    const { connect, story } = await rig();
    const { client, server } = await connect();
    client.send('question\n');
    await server.receive(9);
    server.socket.write('200 ok\nhalf', () => server.socket.resetAndDestroy());
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('200 ok\nhalf');
    expect(story().slice(2)).toEqual([
      '200 ok whole',
      'half part',
      'server-to-client rst by sender',
      'client-to-server rst by receiver',
    ]);
  });

  test('a reset by the client reaches the server', async () => {
    const { connect, story } = await rig();
    const { client, server } = await connect();
    client.send('hello\n');
    await server.receive(6);
    client.socket.resetAndDestroy();
    expect(await server.ended()).toBe('ECONNRESET');
    expect(story().slice(2)).toEqual([
      'client-to-server rst by sender',
      'server-to-client rst by receiver',
    ]);
  });

  test('a reset after a half-close ends only the direction that was still open', async () => {
    const { connect, story } = await rig();
    const { client, server } = await connect();
    client.socket.end();
    await server.ended();
    server.socket.resetAndDestroy();
    expect(await client.ended()).toBe('ECONNRESET');
    expect(story().slice(1)).toEqual([
      'client-to-server fin by sender',
      'server-to-client rst by sender',
    ]);
  });

  test('a server that cannot be reached becomes a reset for the client', async () => {
    const unused = await rig();
    const { port } = unused.tap;
    await unused.tap.close();
    const { tap, story, seen } = await rig({ upstream: { host: '127.0.0.1', port } });
    const client = new Party(connectTo(tap.port, tap.host));
    expect(await client.ended()).toBe('ECONNRESET');
    const refused = await seen('connection-refused');
    expect(refused).toMatchObject({ connection: 1, client: 'client', server: 'api' });
    expect(story()).toEqual(['refused ECONNREFUSED']);
  });
});

describe('back-pressure', () => {
  /** Turns the event loop until a figure stays the same for many turns. */
  async function steady(figure: () => number): Promise<number> {
    let last = figure();
    for (let same = 0; same < 500; same++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (figure() !== last) same = 0;
      last = figure();
    }
    return last;
  }

  test('a reader that does not read stops the writer, and nothing is lost', async () => {
    const { connect } = await rig();
    const { client, server } = await connect();
    client.socket.pause();
    const bytes = Buffer.alloc(48 * 1024 * 1024, 'apilab');
    server.send(bytes);
    expect(await steady(() => server.socket.writableLength)).toBeGreaterThan(0);
    client.socket.resume();
    await client.receive(bytes.length);
    expect(client.bytes.equals(bytes)).toBe(true);
  });

  test('a long stream does not grow memory', async () => {
    const nothing = { push: () => [], end: () => [] };
    const { connect, story } = await rig({ dissect: () => nothing, captureBytes: 1024 * 1024 });
    const { client, server } = await connect();
    const part = Buffer.alloc(1024 * 1024);
    const parts = 512;
    let received = 0;
    let peak = 0;
    client.socket.removeAllListeners('data');
    client.socket.on('data', (bytes) => {
      received += bytes.length;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    });
    for (let n = 0; n < parts; n++) {
      await new Promise<void>((resolve) => server.socket.write(part, () => resolve()));
    }
    server.socket.end();
    await client.ended();
    expect(received).toBe(parts * part.length);
    expect(peak).toBeLessThan((parts / 2) * part.length);
    expect(story().filter((line) => line.startsWith('capture'))).toEqual([
      'capture full at 1048576',
    ]);
  });
});

describe('opening and closing', () => {
  test('the url names where it listens', async () => {
    const { tap } = await rig();
    expect(tap.url).toBe(`http://127.0.0.1:${tap.port}`);
  });

  test('a port in use is an error that says so', async () => {
    const { tap } = await rig();
    const again = openTap({
      client: 'client',
      server: 'api',
      upstream: { host: '127.0.0.1', port: 1 },
      listen: { port: tap.port },
      surroundings: {
        clock: { now: () => 0, setTimer: () => ({ cancel() {} }) },
        random: { integer: (min) => min },
      },
      nextConnection: () => 1,
      onEvent: () => {},
      dissect: lineDissector,
    });
    await expect(again).rejects.toThrow(TapError);
    await expect(again).rejects.toThrow(`cannot listen on 127.0.0.1:${tap.port} (EADDRINUSE)`);
  });

  test('close ends every connection, reports nothing of it, and leaves no socket behind', async () => {
    const { tap, connect, story } = await rig();
    const { client, server } = await connect();
    server.send('200 ok\nbegun');
    await client.receive(12);
    await tap.close();
    await Promise.all([client.ended(), server.ended()]);
    client.socket.destroy();
    server.socket.destroy();
    await Promise.all([client.closed(), server.closed()]);
    expect(story()).toEqual(['opened 1', '200 ok whole']);
    const open = process.getActiveResourcesInfo();
    expect(open.filter((name) => name === 'TCPSocketWrap')).toEqual([]);
    expect(open.filter((name) => name === 'TCPServerWrap')).toHaveLength(1);
  });

  test('close while a fault holds bytes back cancels its timer', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject({ kind: 'delay-bytes', delayMs: 100, direction: 'client-to-server' });
    const { client } = await connect();
    client.send('late\n');
    await seen('fault');
    expect(clock.timers).toBe(1);
    await tap.close();
    expect(clock.timers).toBe(0);
  });

  test('close can be called again', async () => {
    const { tap } = await rig();
    await expect(Promise.all([tap.close(), tap.close()])).resolves.toEqual([undefined, undefined]);
  });
});
