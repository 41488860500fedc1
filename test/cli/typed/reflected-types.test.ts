import { once } from 'node:events';
import { connect } from 'node:http2';
import { createServer } from 'node:net';
import { connect as tlsTo } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { reflectedTypes } from '../../../src/cli/typed/reflected-types.ts';
import { seededRandom } from '../../../src/lab/chance/random.ts';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { authority } from '../../../src/lab/tls/authority.ts';
import { KeyLines } from '../../../src/wire/tls/key-log.ts';
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

/** Asks for the price of ACME, as a client of gRPC does; its secrets go to `onSecret`. */
async function askForPrice(port: number, onSecret?: (line: string) => void): Promise<void> {
  const secured =
    onSecret &&
    tlsTo({ port, host: '127.0.0.1', ALPNProtocols: ['h2'], rejectUnauthorized: false });
  secured?.on('keylog', (line: Buffer) => onSecret?.(line.toString('latin1').trim()));
  const session = connect(`${secured ? 'https' : 'http'}://127.0.0.1:${port}`, {
    ...(secured && { createConnection: () => secured }),
  });
  const call = session.request({
    ':method': 'POST',
    ':path': '/shop.Prices/Get',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.end(Buffer.from('\0\0\0\0\x06\n\x04ACME', 'latin1')).resume();
  await once(call, 'close');
  session.close();
  await once(session, 'close');
}

test.each([
  { transport: 'in clear text', speaks: 'clear', likely: 'clear' },
  { transport: 'over TLS', speaks: 'tls', likely: 'tls' },
  { transport: 'over TLS, which is found out', speaks: 'tls', likely: 'clear' },
  { transport: 'in clear text, which is found out', speaks: 'clear', likely: 'tls' },
] as const)('a call is read by the names that the target gave $transport', async (way) => {
  const certificate = way.speaks === 'tls' ? authority(seededRandom(1)).issue('prices') : undefined;
  const port = await reflectingServer(['grpc.reflection.v1'], 0, certificate);
  const reflected = await reflectedTypes(at(port), way.likely, () => {});
  expect(reflected.services).toEqual(['shop.Prices']);
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(event) },
  );
  onTestFinished(async () => void (await session.close()));
  const lines = new KeyLines();
  const tap = await session.open({
    server: 'api',
    upstream: { host: '127.0.0.1', port },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
    protoTypes: reflected.types,
    keyLog: {
      secret: (label, random) => lines.secret(label, random),
      follow: () => ({ close() {} }),
    },
  });
  await askForPrice(tap.port, certificate && ((line) => lines.add(line)));
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
  const reflected = await reflectedTypes(at(port), 'clear', (line) => told.push(line));
  onTestFinished(() => reflected.close());
  expect(reflected.services).toBeUndefined();
  await reflectingServer(['grpc.reflection.v1'], port);
  await expect.poll(() => told, { timeout: 20_000 }).not.toEqual([]);
  expect(told).toEqual(['Read by name, as the target describes them: shop.Prices']);
  expect(Object.keys(reflected.types.methods ?? {})).toEqual(['/shop.Prices/Get']);
});

test('a target without reflection is an error that says so', async () => {
  const port = await reflectingServer([]);
  await expect(reflectedTypes(at(port), 'clear', () => {})).rejects.toThrow(
    `127.0.0.1:${port}: the target offers no server reflection`,
  );
});
