import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer } from 'node:http2';
import { connect as connectTo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import { masked } from '../../../src/lab/live/masking.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { archiveOf } from '../../report/har/archive.ts';
import { liveView } from '../../report/live-view.ts';
import { portOf } from '../../tap/rig.ts';

/** A proxy of Node's, which opens a tunnel to whatever is named; and a server behind it. */
async function proxyAndServer() {
  const server = createHttpServer((asked, answer) => answer.end(`you asked for ${asked.url}`));
  const proxy = createServer().on('stream', (stream, fields) => {
    const { hostname, port } = new URL(`http://${fields[':authority']}`);
    const far = connectTo(Number(port), hostname, () => {
      stream.respond({ ':status': 200 });
      far.pipe(stream).pipe(far);
    });
    for (const each of [far, stream]) each.on('error', () => far.destroy());
  });
  const ports: number[] = [];
  for (const each of [server, proxy]) {
    each.listen(0, '127.0.0.1');
    await once(each, 'listening');
    onTestFinished(() => void each.close());
    ports.push(portOf(each.address()));
  }
  const [serverPort = 0, proxyPort = 0] = ports;
  return { serverPort, proxyPort };
}

test('what Node sends through a tunnel over HTTP/2 is told, shown and masked', async () => {
  const { serverPort, proxyPort } = await proxyAndServer();
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(masked(event)) },
  );
  const tap = await session.open({
    server: 'proxy',
    upstream: { host: '127.0.0.1', port: proxyPort },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
  });
  const client = connect(`http://127.0.0.1:${tap.port}`);
  client.on('error', () => {});
  const authority = `127.0.0.1:${serverPort}`;
  const stream = client.request({ ':method': 'CONNECT', ':authority': authority });
  await once(stream, 'response');
  const asked = request({
    createConnection: () => stream,
    path: '/orders',
    headers: { authorization: 'Bearer s3cret', connection: 'close' },
  });
  asked.end();
  const [answer] = await once(asked, 'response');
  expect((await answer.toArray()).join('')).toBe('you asked for /orders');
  stream.close();
  client.close();
  await once(client, 'close');
  await session.close();

  const told = events.flatMap((event) =>
    event.type === 'message' && event.message.kind === 'http2-frame'
      ? (event.message.tunnel ?? []).map(({ summary }) => summary)
      : [],
  );
  expect(told).toEqual(['GET /orders HTTP/1.1', 'HTTP/1.1 200 OK']);
  expect(JSON.stringify(events)).not.toContain('s3cret');
  const bytes = events.flatMap((event) =>
    'bytes' in event ? [Buffer.from(event.bytes ?? '', 'base64').toString('latin1')] : [],
  );
  expect(bytes.join('')).not.toContain('s3cret');

  const view = liveView();
  const shown = events.slice(1).map((event) => view.write(event));
  const text = [...shown, view.release()].join('');
  expect(text).toContain(`CONNECT ${authority}`);
  expect(text).toMatch(/GET \/orders HTTP\/1\.1 · in the tunnel · stream 1/);

  const [entry] = archiveOf(events).entries;
  expect(entry).toMatchObject({
    request: { method: 'CONNECT', url: `http://${authority}/` },
    response: { status: 200, content: { size: 0 } },
  });
  expect(entry?.request.postData).toBeUndefined();
});
