import { once } from 'node:events';
import { createServer } from 'node:http';
import { constants, createServer as createHttp2Server, connect as openHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { guardFor, MOST_BODY_BYTES } from '../../../src/lab/live/guard.ts';
import { listening } from '../../../src/lab/party/listening.ts';
import { startServer } from '../../../src/lab/party/serve.ts';
import type { RunningServer, ServerRecipe } from '../../../src/lab/scenario/lab.ts';

let server: RunningServer | undefined;
afterEach(() => server?.close());

/** The status of the answer to these bytes. */
async function statusOf(
  request: string,
  host = '127.0.0.1',
  recipe: ServerRecipe = {
    fetch: async (asked) => new Response(`${(await asked.text()).length}`),
  },
): Promise<number> {
  server = await startServer(recipe, { guard: guardFor(host) });
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(request);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(String(answer))?.[1]);
}

/** Answers every offer of another protocol. */
const switching: ServerRecipe = (at) =>
  listening(
    createServer().on('upgrade', (_, stream) =>
      stream.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    ),
    at,
  );

const upgrade = (fields: string) =>
  `GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${fields}\r\n\r\n`;

describe('a server that readers start', () => {
  it.each([
    'localhost',
    'LOCALHOST:8000',
    'app.localhost',
    '127.0.0.1:8000',
    '[::1]:8000',
    '192.0.2.1:8000',
    'box.example',
  ])('answers to %s', async (host) => {
    expect(await statusOf(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'box.example')).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80'])(
    'does not answer to %s, which others may have bound to this machine',
    async (host) => {
      expect(await statusOf(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toBe(421);
      expect(await statusOf(upgrade(`Host: ${host}`), '127.0.0.1', switching)).toBe(421);
    },
  );

  it.each(['http://evil.example', 'null', 'http://192.0.2.7:8000', 'nonsense'])(
    'opens no WebSocket for a page of %s',
    async (origin) => {
      const asked = upgrade(`Host: localhost:8000\r\nOrigin: ${origin}`);
      expect(await statusOf(asked, '127.0.0.1', switching)).toBe(403);
    },
  );

  it.each(['', 'Origin: http://localhost:3000', 'Origin: http://192.0.2.1:8000'])(
    'opens one for a page of this machine, or for no page: %j',
    async (origin) => {
      const asked = upgrade(`Host: 192.0.2.1:8000${origin === '' ? '' : '\r\n'}${origin}`);
      expect(await statusOf(asked, '127.0.0.1', switching)).toBe(101);
    },
  );

  it('takes no body beyond its limit, whether its length is said before', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
    const most = MOST_BODY_BYTES;
    expect(await statusOf(`${head}Content-Length: ${most + 1}\r\n\r\n`)).toBe(413);
    const chunk = (length: number) => `${length.toString(16)}\r\n${'x'.repeat(length)}\r\n`;
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
    expect(await statusOf(`${chunked}${chunk(most)}${chunk(1)}0\r\n\r\n`)).toBe(413);
    expect(await statusOf(`${chunked}${chunk(most)}0\r\n\r\n`)).toBe(200);
  });
});

describe('a server of HTTP/2 that readers start', () => {
  /**
   * What a server answers that says how long the body was once it is whole; or begins before that; or says
   * something when its client has an answer already.
   */
  async function answerOf(
    fields: Readonly<Record<string, string>>,
    body: number,
    answers: 'when whole' | 'at once' | 'late' = 'when whole',
  ): Promise<{ readonly status: unknown; readonly code: number; readonly said: string }> {
    let sayLate = () => {};
    const recipe: ServerRecipe = (at) =>
      listening(
        createHttp2Server((request, answer) => {
          if (answers === 'at once') answer.write('at once ');
          sayLate = () => answer.writeHead(500, { 'x-late': '1' }).end('too late');
          let length = 0;
          request.on('data', (chunk: Buffer) => {
            length += chunk.length;
          });
          request.on('end', () => answer.end(`${length}`));
        }),
        at,
      );
    server = await startServer(recipe, { guard: guardFor('127.0.0.1') });
    const client = openHttp2(`http://127.0.0.1:${server.port}`);
    client.on('error', () => {});
    const stream = client.request({ ':method': 'POST', ':path': '/', ...fields });
    stream.on('error', () => {});
    const said: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => said.push(chunk));
    const closed = new Promise((resolve) => stream.once('close', resolve));
    const answered = once(stream, 'response');
    stream.end(Buffer.alloc(body));
    const [{ ':status': status }] = await answered;
    if (answers === 'late') sayLate();
    await closed;
    client.destroy();
    return { status, code: stream.rstCode, said: Buffer.concat(said).toString() };
  }

  const most = MOST_BODY_BYTES;

  it.each([
    [{}, most, 200, `${most}`],
    [{ 'content-length': `${most}` }, most, 200, `${most}`],
    [{ ':authority': 'localhost:8000' }, 0, 200, '0'],
    [{}, most + 1, 413, `A body may have ${most} bytes here.\n`],
    [{}, 5 * most, 413, `A body may have ${most} bytes here.\n`],
    [{ 'content-length': `${most + 1}` }, most + 1, 413, `A body may have ${most} bytes here.\n`],
    [{ ':authority': 'evil.example' }, 0, 421, 'This server goes by another name.\n'],
  ])(
    'answers to a request with %j and a body of %i bytes: %i',
    async (fields, body, status, said) => {
      expect(await answerOf(fields, body)).toEqual({
        status,
        said,
        code: constants.NGHTTP2_NO_ERROR,
      });
    },
  );

  it('ends a stream that it has begun to answer', async () => {
    expect(await answerOf({}, 2 * most, 'at once')).toEqual({
      status: 200,
      said: 'at once ',
      code: constants.NGHTTP2_ENHANCE_YOUR_CALM,
    });
  });

  it('lets nobody say more where it has refused', async () => {
    expect(await answerOf({}, 2 * most, 'late')).toMatchObject({ status: 413 });
  });
});
