import { expect, test } from 'vitest';
import { closeAfterBytes, resetConnection } from '../../src/tap/index.ts';
import { rig } from './rig.ts';

test('smoke', async () => {
  const r = await rig();
  const { client, server } = await r.connect();
  client.send('hello\n');
  expect(await server.receive(6)).toBe('hello\n');
  server.send('200 ok\nevent 1\nev');
  expect(await client.receive(17)).toBe('200 ok\nevent 1\nev');
  r.tap.inject(resetConnection());
  expect(await client.ended()).toBe('ECONNRESET');
  expect(await server.ended()).toBe('ECONNRESET');
  r.tap.inject(closeAfterBytes({ bytes: 9 }));
  const next = await r.connect();
  next.server.send('200 ok\nevent 1\nev');
  expect(await next.client.ended()).toBe('ECONNRESET');
  expect(next.client.text).toBe('200 ok\nev');
  const third = await r.connect();
  third.client.send('last');
  third.client.socket.end();
  expect(await third.server.ended()).toBe('fin');
  third.server.send('bye\n');
  third.server.socket.end();
  expect(await third.client.ended()).toBe('fin');
  await third.client.closed();
});
