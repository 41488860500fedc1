import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stillness } from '../../../src/lab/time/stillness.ts';

const stillness = new Stillness();
beforeEach(() => stillness.watch());
afterEach(() => stillness.release());

/** A connection in this process whose server keeps its half open, as a tap does. */
async function openConnection() {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
  const [kept]: Socket[] = await accepted;
  if (kept === undefined) throw new Error('no connection');
  kept.resume();
  await stillness.settled();
  return { client, kept, server };
}

it('takes a connection for still whose client is gone, and whose server has seen it go', async () => {
  const { client, kept, server } = await openConnection();
  client.destroy();
  const began = performance.now();
  await stillness.settled();
  expect(kept.readableEnded).toBe(true);
  // Nor does it wait for what nobody will read.
  kept.write('too late');
  await stillness.settled();
  expect(performance.now() - began).toBeLessThan(200);
  kept.destroy();
  server.close();
});

it('waits until the server has seen its client go', async () => {
  const { client, kept, server } = await openConnection();
  kept.pause();
  client.destroy();
  const settled = stillness.settled().then(() => 'still');
  expect(await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, 50))])).not.toBe(
    'still',
  );
  kept.resume();
  expect(await settled).toBe('still');
  expect(kept.readableEnded).toBe(true);
  kept.destroy();
  server.close();
});
