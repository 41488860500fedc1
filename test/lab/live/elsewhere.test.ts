import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { archiveOf } from '../../report/har/archive.ts';
import { portOf } from '../../tap/rig.ts';

test('a target on ::1 is archived by its address, and sees no connection before there is a client', async () => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('ok'));
  server.on('connection', () => {
    connections++;
  });
  server.listen(0, '::1');
  await once(server, 'listening');
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(event) },
  );
  onTestFinished(async () => {
    await session.close();
    server.close();
  });
  const tap = await session.open({
    server: 'api',
    upstream: { host: '::1', port: portOf(server.address()) },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
  });
  expect(connections).toBe(0);
  const client = connect(tap.port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  client.resume();
  await once(client, 'close');
  await session.close();
  expect(connections).toBe(1);
  expect(archiveOf(events).entries).toMatchObject([{ serverIPAddress: '::1' }]);
});
