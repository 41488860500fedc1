import { describe, expect, test } from 'vitest';
import { blackHole, closeAfterBytes, delayBytes, resetConnection } from '../../../src/tap/index.ts';
import { rig } from '../rig.ts';

/** Lets whatever is on its way arrive. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('black-hole', () => {
  test('loses what both ends say, reports it, and leaves the connection open', async () => {
    const { tap, connect, story, seen } = await rig();
    const { client, server } = await connect();
    server.send('200 ok\n');
    await client.receive(7);
    tap.inject(blackHole());
    server.send('200 lost\n');
    client.send('lost too\n');
    await seen('message', ({ message }) => message.summary === '200 lost');
    await seen('message', ({ message }) => message.summary === 'lost too');
    expect(story().slice(1).sort()).toEqual([
      '200 lost none',
      '200 ok whole',
      'fault: swallows every byte both ways from here on, and tells nobody',
      'lost too none',
    ]);
    expect([client.text, server.text]).toEqual(['200 ok\n', '']);
    expect([client.ending, server.ending]).toEqual([undefined, undefined]);
  });

  test('says of a message that it caught in the middle that a part arrived', async () => {
    const { tap, connect, seen } = await rig();
    const { client, server } = await connect();
    server.send('200 o');
    await client.receive(5);
    tap.inject(blackHole());
    server.send('k\n');
    const { delivery } = await seen('message');
    expect(delivery).toBe('part');
  });

  test.each(['end', 'destroy', 'resetAndDestroy'] as const)(
    'tells the client nothing where the server gives up by %s',
    async (giveUp) => {
      const { tap, connect, seen } = await rig();
      const { client, server } = await connect();
      tap.inject(blackHole());
      server.socket[giveUp]();
      const ended = await seen('connection-ended');
      expect(ended).toMatchObject({ direction: 'server-to-client', by: 'sender' });
      await server.closed();
      client.send('anybody there\n');
      await seen('message', ({ delivery }) => delivery === 'none');
      await turns();
      expect(client.ending).toBeUndefined();
    },
  );

  test('is over when both ends have given up', async () => {
    const { tap, connect, events } = await rig();
    const { client, server } = await connect();
    tap.inject(blackHole());
    client.socket.destroy();
    server.socket.destroy();
    await Promise.all([client.closed(), server.closed()]);
    await turns();
    const ends = events.filter(({ type }) => type === 'connection-ended');
    expect(ends).toHaveLength(2);
    expect(tap.atWork).toBe(false);
  });

  test('loses what another fault held back', async () => {
    const { tap, connect, clock, seen } = await rig();
    tap.inject(delayBytes({ delayMs: 10 }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    await seen('fault');
    tap.inject(blackHole());
    clock.advanceTo(10);
    const { delivery } = await seen('message');
    await turns();
    expect([delivery, client.text]).toEqual(['none', '']);
  });

  test('can be cut like any other connection', async () => {
    const { tap, connect } = await rig();
    const { client, server } = await connect();
    tap.inject(blackHole());
    tap.inject(resetConnection());
    expect(await client.ended()).toBe('ECONNRESET');
    expect(await server.ended()).toBe('ECONNRESET');
  });

  test('takes the connection it is meant for, and no other', async () => {
    const { tap, connect } = await rig();
    tap.inject(blackHole({ connection: 2 }));
    const first = await connect();
    const second = await connect();
    second.client.send('lost\n');
    first.client.send('heard\n');
    expect(await first.server.receive(6)).toBe('heard\n');
    await turns();
    expect(second.server.text).toBe('');
  });

  test('does not let a fault behind it fire: nothing arrives there any more', async () => {
    const { tap, connect, events, seen } = await rig();
    tap.inject(closeAfterBytes({ bytes: 3 }));
    const { server } = await connect();
    tap.inject(blackHole());
    server.send('200 ok\n');
    await seen('message');
    await turns();
    expect(events.filter(({ type }) => type === 'fault')).toHaveLength(1);
  });
});
