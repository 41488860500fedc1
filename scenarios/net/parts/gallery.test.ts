import { once } from 'node:events';
import { createServer as createHttp1Server } from 'node:http';
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { gallery } from './gallery.ts';

/** Work takes a moment. */
const clock = {
  now: () => 0,
  date: () => new Date('2026-01-05T09:00:00Z'),
  sleep: async () => {
    await setTimeout(20);
  },
  setTimer: () => ({ cancel() {} }),
};

let pictures: ReturnType<typeof gallery>;
let session: ClientHttp2Session;
let port: number;
let close: () => unknown;
beforeEach(async () => {
  pictures = gallery({ clock });
  ({ port, close } = await startServer((at) => listening(pictures.server(), at)));
  session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
});
afterEach(async () => {
  session.destroy();
  await close();
});

async function answerTo(fields: Record<string, string>) {
  const stream = session.request(fields);
  const [{ ':status': status, ...rest }] = await once(stream, 'response');
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return { status, bytes, rest };
}

describe('the gallery', () => {
  test('gives pictures, with a date of its clock', async () => {
    const large = await answerTo({ ':path': '/large?from=test' });
    expect(large).toMatchObject({ status: 200, bytes: 80_000 });
    expect(large.rest.date).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
  });

  test.each([
    ['GET', '/none', 404],
    ['HEAD', '/small', 200],
    ['POST', '/small', 405],
    ['PROPFIND', '/', 405],
    ['GET', '/__proto__', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    const answer = await answerTo({ ':method': method, ':path': path });
    expect(answer.status).toBe(status);
    if (method === 'HEAD') expect(answer.bytes).toBe(0);
  });

  test('lets others be when a client talks nonsense', async () => {
    const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
    for (const bytes of [
      'GET / HTTP/1.1\r\n\r\n',
      `${preface}\0\0\x02\x01\x05\0\0\0\x01\xff\xff`,
      preface,
    ]) {
      const socket = connectTcp(port, '127.0.0.1');
      socket.on('error', () => {}).end(Buffer.from(bytes, 'latin1'));
      await once(socket.resume(), 'close');
    }
    expect(await answerTo({ ':path': '/small' })).toMatchObject({ status: 200 });
  });

  test('survives what HTTP/1.1 has to offer', async () => {
    const { listener } = gallery({ clock });
    const recipe = (at: Parameters<typeof listening>[1]) =>
      listening(createHttp1Server(listener), at);
    expect(await serverErrors(recipe, { paths: ['/drawn', '/small'] })).toEqual([]);
  });
});

describe('a client that takes its requests back', () => {
  /** Opens streams and resets each; gives how many were begun before the server had enough. */
  async function takeBack(times: number): Promise<number> {
    for (let n = 0; n < times && !session.closed && !session.destroyed; n++) {
      const stream = session.request({ ':path': '/drawn' }, { endStream: true });
      stream.on('error', () => {});
      stream.close(constants.NGHTTP2_CANCEL);
      await setTimeout(1);
    }
    return pictures.drawn;
  }

  test('is told to calm down, and loses its connection alone', async () => {
    const goaway = once(session, 'goaway');
    expect(await takeBack(200)).toBeLessThan(30);
    expect((await goaway)[0]).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    session = connect(`http://127.0.0.1:${port}`);
    expect(await answerTo({ ':path': '/small' })).toMatchObject({ status: 200 });
  });

  test('may change its mind now and then', async () => {
    await takeBack(15);
    expect(session.closed).toBe(false);
    expect(await answerTo({ ':path': '/small' })).toMatchObject({ status: 200 });
  });
});
