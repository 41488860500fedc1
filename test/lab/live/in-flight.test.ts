import { constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../report/pcapng/read-pcapng.ts';
import { pause, type Speaker, type Witness, witness } from './witness.ts';

const get = 'GET /watch HTTP/1.1\r\nHost: x\r\n\r\n';

/** Resolves when something like this was told. */
async function told(seen: Witness, wanted: string): Promise<void> {
  while (!seen.story().some((line) => line.includes(wanted))) await pause(2);
}

/** A download that hangs. */
async function hanging(server: Speaker): Promise<void> {
  await server.hear('\r\n\r\n');
  server.say('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\n0123456789');
}

describe('what is in flight when a session ends', () => {
  test('is in the transcript, marked as unfinished', async () => {
    const seen = await witness(hanging);
    const client = await seen.connect();
    client.say(get);
    await client.hear('789');
    await told(seen, '… HTTP/1.1 200 OK');
    await seen.end();
    expect(seen.story()).toEqual([
      'GET /watch HTTP/1.1',
      '… HTTP/1.1 200 OK',
      'HTTP/1.1 200 OK, unfinished',
    ]);
    expect(seen.events.at(-1)).toMatchObject({ type: 'end', totals: { requests: 1 } });
    const last = seen.events.findLast((event) => event.type === 'message');
    expect(last?.message).toMatchObject({ content: { text: '0123456789' }, problems: [] });
  });

  test('is in the HAR: status, fields, what came of the body, and that it was still coming', async () => {
    const seen = await witness(hanging);
    const client = await seen.connect();
    client.say(get);
    await client.hear('789');
    await seen.end();
    const [entry] = seen.har();
    expect(entry?.response).toMatchObject({
      status: 200,
      content: { size: 10, mimeType: 'text/plain', text: '0123456789' },
    });
    expect(entry?.response).not.toHaveProperty('_error');
    expect(entry?.comment?.split('\n')).toEqual([
      'client → api',
      'The recording ended before the response did.',
    ]);
  });

  test('is a request, if that is what is under way', async () => {
    const seen = await witness((server) => server.hear('never'));
    const client = await seen.connect();
    client.say('POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc');
    await told(seen, '… POST /up');
    await seen.end();
    const [entry] = seen.har();
    expect(entry?.request).toMatchObject({ method: 'POST', postData: { text: 'abc' } });
    expect(entry?.comment).toContain('The recording ended before the exchange did.');
  });

  test('is a protocol that nothing reads: told live, in turns', async () => {
    const seen = await witness(async (server) => {
      for (;;) {
        await server.hear('zork\n');
        server.say('~plugh\n');
      }
    });
    const client = await seen.connect();
    for (let n = 0; n < 3; n++) {
      client.say('zork\n');
      await client.hear('plugh\n');
    }
    const turns = Array.from({ length: 3 }, () => ['5 bytes', '7 bytes']).flat();
    while (seen.story().length < turns.length) await pause(2);
    expect(seen.story()).toEqual(turns);
    await seen.end();
    expect(seen.events.at(-1)).toMatchObject({ totals: { bytes: 36 } });
  });
});

test('a client that waits for 100 Continue is shown while it waits', async () => {
  const seen = await witness((server) => server.hear('never'));
  const client = await seen.connect();
  client.say('POST /up HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n');
  await told(seen, '… POST /up HTTP/1.1');
});

describe('timings of the HAR', () => {
  test('a download: what is waited for, and what is received', async () => {
    const seen = await witness(async (server) => {
      await server.hear('\r\n\r\n');
      await pause(60);
      server.say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab');
      await pause(120);
      server.say('cd');
    });
    const client = await seen.connect();
    client.say(get);
    await client.hear('cd');
    await seen.end();
    const { timings, time } = seen.har()[0] ?? {};
    expect(timings?.send).toBe(0);
    expect(timings?.wait).toBeGreaterThan(50);
    expect(timings?.receive).toBeGreaterThan(60);
    expect(timings?.receive).toBeLessThan((time ?? 0) - 50);
  });

  test('an upload begins with its first byte, and is sent until its last', async () => {
    const seen = await witness(async (server) => {
      await server.hear('def');
      server.say('HTTP/1.1 204 No Content\r\n\r\n');
    });
    const client = await seen.connect();
    const before = Date.now();
    client.say('POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc');
    await pause(120);
    client.say('def');
    await client.hear('204');
    await seen.end();
    const [entry] = seen.har();
    expect(entry?.timings.send).toBeGreaterThan(60);
    expect(Date.parse(entry?.startedDateTime ?? '') - before).toBeLessThan(100);
  });
});

test('a request after the server said that it ends is no exchange that goes on', async () => {
  const seen = await witness(async (server) => {
    await server.hear('\r\n\r\n');
    server.say('HTTP/1.1 204 No Content\r\n\r\n');
    server.socket.end();
  });
  const client = await seen.connect();
  client.say(get);
  await client.hear('204');
  while (!seen.events.some((event) => event.type === 'connection-ended')) await pause(2);
  client.say('GET /late HTTP/1.1\r\nHost: x\r\n\r\n');
  await told(seen, '/late');
  client.socket.end();
  await seen.end();
  const late = seen.har()[1];
  expect(late?.response).toMatchObject({ status: 0, _error: 'net::ERR_EMPTY_RESPONSE' });
  expect(late?.comment).toBe('client → api');
});

test('a request that never became whole has failed with its connection', async () => {
  const seen = await witness((server) => server.hear('never'));
  const client = await seen.connect();
  client.say('POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc');
  await told(seen, '… POST /up');
  client.socket.resetAndDestroy();
  while (!seen.events.some((event) => event.type === 'connection-ended')) await pause(2);
  await pause(50);
  await seen.end();
  const [entry] = seen.har();
  expect(entry?.response).toMatchObject({ status: 0, _error: 'net::ERR_ABORTED' });
});

test('the HAR has all of a body that came in thousands of chunks', async () => {
  const body = Array.from({ length: 5_000 }, (_, n) => `line ${String(n).padStart(6, '0')}\n`);
  const chunks = body.map((line) => `${line.length.toString(16)};n=1\r\n${line}\r\n`).join('');
  const fields = 'Content-Type: text/plain\r\nTransfer-Encoding: chunked';
  const seen = await witness(async (server) => {
    await server.hear('\r\n\r\n');
    server.say(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n${chunks}0\r\n\r\n`);
  });
  const client = await seen.connect();
  client.say(get);
  await client.hear('\r\n0\r\n\r\n');
  await seen.end();
  const { content, bodySize } = seen.har()[0]?.response ?? {};
  expect(bodySize).toBe(body.length * 12);
  expect(content).toEqual({ size: body.length * 12, mimeType: 'text/plain', text: body.join('') });
});

describe('a capture', () => {
  /** Who sent what, packet by packet. */
  function payloads(seen: Witness): readonly string[] {
    return packetsOf(seen.pcapng())
      .filter(({ payload }) => payload.length > 0)
      .map(({ from, payload }) => `${from.split(':')[0]} ${payload.toString('latin1').trim()}`);
  }

  test('has the answers of a dialogue behind their questions', async () => {
    const seen = await witness(async (server) => {
      server.say('220 hello\r\n');
      for (;;) {
        await server.hear('\r\n');
        server.say('250 ok\r\n');
      }
    });
    const client = await seen.connect();
    await client.hear('220');
    for (const line of ['EHLO a', 'MAIL', 'QUIT']) {
      client.say(`${line}\r\n`);
      await client.hear('250 ok\r\n');
    }
    await seen.end();
    expect(payloads(seen)).toEqual([
      '127.0.0.2 220 hello',
      ...['EHLO a', 'MAIL', 'QUIT'].flatMap((line) => [`127.0.0.1 ${line}`, '127.0.0.2 250 ok']),
    ]);
  });

  test('has 100 Continue between the head and the body, and what is in flight at the end', async () => {
    const seen = await witness(async (server) => {
      await server.hear('\r\n\r\n');
      server.say('HTTP/1.1 100 Continue\r\n\r\n');
      await server.hear('abc');
      server.say('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nso far');
    });
    const client = await seen.connect();
    client.say('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n');
    await client.hear('100');
    client.say('abc');
    await client.hear('so far');
    await seen.end();
    expect(payloads(seen).map((line) => line.replace(/\r\n.*\r\n/s, ' … '))).toEqual([
      '127.0.0.1 POST / HTTP/1.1 … Content-Length: 3',
      '127.0.0.2 HTTP/1.1 100 Continue',
      '127.0.0.1 abc',
      '127.0.0.2 HTTP/1.1 200 OK … so far',
    ]);
    expect(seen.pcapng().toString('latin1')).toContain('Still on its way when the recording ended');
  });

  test('has the bytes of a download when they came', async () => {
    const seen = await witness(async (server) => {
      await server.hear('\r\n\r\n');
      server.say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab');
      await told(seen, '… HTTP/1.1 200 OK');
      await pause(100);
      server.say('cd');
    });
    const client = await seen.connect();
    client.say(get);
    await client.hear('cd');
    await seen.end();
    const [, first, second] = packetsOf(seen.pcapng()).filter(({ payload }) => payload.length > 0);
    const ns = (second?.timeNs ?? 0n) - (first?.timeNs ?? 0n);
    expect(Number(ns) / 1e6).toBeGreaterThan(80);
  });
});

describe('a stream that is no plain event stream', () => {
  test('of lines is told line by line', async () => {
    const seen = await witness(async (server) => {
      await server.hear('\r\n\r\n');
      const fields = 'Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked';
      server.say(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`);
      for (const n of [1, 2, 3]) server.say(`8\r\n{"n":${n}}\n\r\n`);
    });
    const client = await seen.connect();
    client.say(get);
    await told(seen, '{"n":3}');
    expect(seen.story().slice(1)).toEqual(['HTTP/1.1 200 OK', '{"n":1}', '{"n":2}', '{"n":3}']);
    await seen.end();
    const [entry] = seen.har();
    expect(entry?.response.content).toMatchObject({
      size: 24,
      text: '{"n":1}\n{"n":2}\n{"n":3}\n',
    });
  });

  test('of compressed events is told event by event', async () => {
    const seen = await witness(async (server) => {
      await server.hear('\r\n\r\n');
      const fields = 'Content-Type: text/event-stream\r\nContent-Encoding: gzip';
      server.say(`HTTP/1.1 200 OK\r\n${fields}\r\nTransfer-Encoding: chunked\r\n\r\n`);
      const packed = gzipSync('data: one\n\n', { finishFlush: constants.Z_SYNC_FLUSH });
      server.say(`${packed.length.toString(16)}\r\n`);
      server.say(packed);
    });
    const client = await seen.connect();
    client.say(get);
    await told(seen, 'one');
    expect(seen.story().slice(1)).toEqual(['HTTP/1.1 200 OK', 'one']);
  });
});
