import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Witness, witness } from '../lab/live/witness.ts';
import { block, flag, frame, opening } from '../wire/http2/frames.ts';
import { isInstalled } from './installed.ts';
import { dissected, hasTshark } from './tshark.ts';

const run = promisify(execFile);

const switched = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
const fields = block({
  ':status': '200',
  'content-type': 'application/json',
  'content-length': '7',
});

/** A session before a server that takes every upgrade. */
const upgrading = () =>
  witness(async (server) => {
    await server.hear('\r\n\r\n');
    server.say(switched);
    server.say(opening.server);
    server.say(frame('HEADERS', flag.END_HEADERS, 1, fields));
    server.say(frame('DATA', flag.END_STREAM, 1, '{"a":1}'));
    await server.hear('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    server.say(frame('SETTINGS', flag.ACK));
  });

const told = ({ events }: Witness) =>
  events.flatMap((event) => (event.type === 'message' ? [event.message.summary] : []));

describe.skipIf(!isInstalled('curl', ['--version']))('curl that upgrades to HTTP/2', () => {
  test('is read on as HTTP/2', async () => {
    const session = await upgrading();
    const args = ['-s', '-m', '10', '--http2', `http://127.0.0.1:${session.port}/orders`];
    const { stdout } = await run('curl', args);
    expect(stdout).toBe('{"a":1}');
    await session.end();
    const story = told(session);
    expect(story.slice(0, 2)).toEqual(['GET /orders HTTP/1.1', 'HTTP/1.1 101 Switching Protocols']);
    expect(story).toContain('HTTP/2 connection preface');
    expect(story).toContain('HEADERS stream 1: 200');
    expect(story).toContain('DATA stream 1: 7 bytes');
    const [entry, ...others] = session.har();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      request: { method: 'GET', url: `http://127.0.0.1:${session.port}/orders` },
      response: { status: 200, content: { text: '{"a":1}' } },
    });
    expect(entry?.comment).toContain('101 Switching Protocols came before it');
  });

  test.skipIf(!hasTshark)('is read as Wireshark reads it', async () => {
    const session = await upgrading();
    const args = ['-s', '-m', '10', '--http2', `http://127.0.0.1:${session.port}/orders`];
    await run('curl', args);
    await session.end();
    const ours = session.events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http2-frame'
        ? [`${event.message.type} on ${event.message.stream}`]
        : [],
    );
    const theirs = dissected(session.pcapng()).flatMap((packet) =>
      packet['http2.type'].map((type, at) => `${type} on ${packet['http2.streamid'][at]}`),
    );
    expect(theirs.sort()).toEqual(ours.sort());
    expect(ours.length).toBeGreaterThan(4);
  });
});

describe.skipIf(!isInstalled('nghttp', ['--version']))('nghttp that upgrades to HTTP/2', () => {
  test('is read on as HTTP/2', async () => {
    const session = await upgrading();
    const { stdout } = await run('nghttp', ['-u', `http://127.0.0.1:${session.port}/orders`]);
    expect(stdout).toContain('{"a":1}');
    await session.end();
    expect(told(session)).toContain('DATA stream 1: 7 bytes');
    const problems = session.events.flatMap((event) =>
      event.type === 'message' ? event.message.problems : [],
    );
    expect(problems).toEqual([]);
  });
});
