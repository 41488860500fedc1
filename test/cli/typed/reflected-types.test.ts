import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { reflectedTypes } from '../../../src/cli/typed/reflected-types.ts';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { reflectingServer } from '../../lab/live/reflecting-server.ts';
import { portOf } from '../../tap/rig.ts';

const at = (port: number) => ({ name: `127.0.0.1:${port}`, port, addresses: ['127.0.0.1'] });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

test('a call is read by the names that the target gave', async () => {
  const port = await reflectingServer(['grpc.reflection.v1']);
  const reflected = await reflectedTypes(at(port), () => {});
  expect(reflected.services).toEqual(['shop.Prices']);
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(event) },
  );
  const tap = await session.open({
    server: 'api',
    upstream: { host: '127.0.0.1', port },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
    protoTypes: reflected.types,
  });
  const client = new Client(`127.0.0.1:${tap.port}`, credentials.createInsecure());
  onTestFinished(async () => {
    client.close();
    await session.close();
  });
  const asIs = (value: Buffer) => value;
  await new Promise<void>((resolve, reject) =>
    client.makeUnaryRequest('/shop.Prices/Get', asIs, asIs, Buffer.from('\n\x04ACME'), (error) =>
      error === null ? resolve() : reject(error),
    ),
  );
  await session.close();
  const said = events.flatMap((event) =>
    event.type === 'message' && event.message.kind === 'http2-frame'
      ? (event.message.grpc?.messages ?? [])
      : [],
  );
  expect(said).toMatchObject([
    { type: 'shop.Ask', value: { symbol: 'ACME' } },
    { type: 'shop.Price', value: { symbol: 'ACME', cost: { cents: 7 } } },
  ]);
});

test('a target that starts later is asked once it is there', async () => {
  const port = await freePort();
  const told: string[] = [];
  const reflected = await reflectedTypes(at(port), (line) => told.push(line));
  onTestFinished(() => reflected.close());
  expect(reflected.services).toBeUndefined();
  await reflectingServer(['grpc.reflection.v1'], port);
  await expect.poll(() => told, { timeout: 20_000 }).not.toEqual([]);
  expect(told).toEqual(['Read by name, as the target describes them: shop.Prices']);
  expect(Object.keys(reflected.types.methods ?? {})).toEqual(['/shop.Prices/Get']);
});

test('a target without reflection is an error that says so', async () => {
  const port = await reflectingServer([]);
  await expect(reflectedTypes(at(port), () => {})).rejects.toThrow(
    `127.0.0.1:${port}: the target offers no server reflection`,
  );
});
