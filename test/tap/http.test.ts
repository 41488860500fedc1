import { createServer, get, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { closeAfterMessage, dropResponse } from '../../src/tap/index.ts';
import { dissectConnection } from '../../src/wire/connection.ts';
import { portOf, rig } from './rig.ts';

/** A rig in front of a real HTTP server. */
async function httpRig(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = portOf(server.address());
  return rig({ upstream: { host: '127.0.0.1', port }, dissect: dissectConnection });
}

/** What a client read of an answer, and the error that ended it. */
async function answerTo(url: string): Promise<{ text: string; error?: string }> {
  return new Promise((resolve) => {
    let text = '';
    const failed = (error: NodeJS.ErrnoException) => resolve({ text, error: `${error.code}` });
    get(url, { agent: false }, (response) => {
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ text }));
      response.on('error', failed);
    }).on('error', failed);
  });
}

test('a request and its response are messages, bytes included', async () => {
  const { tap, seen } = await httpRig((_request, response) => response.end('18550'));
  expect(await answerTo(`${tap.url}/prices`)).toEqual({ text: '18550' });
  const request = await seen('message', ({ message }) => message.kind === 'http-request');
  expect(Buffer.from(request.bytes ?? []).toString()).toMatch(
    /^GET \/prices HTTP\/1.1\r\n.*\r\n\r\n$/s,
  );
  const response = await seen('message', ({ message }) => message.kind === 'http-response');
  expect(Buffer.from(response.bytes ?? []).toString()).toMatch(
    /^HTTP\/1.1 200 OK\r\n.*\r\n\r\n18550$/s,
  );
  expect([request.delivery, response.delivery]).toEqual(['whole', 'whole']);
});

test('a dropped response: the server did the work, the client never hears', async () => {
  let work = 0;
  const { tap, seen } = await httpRig((_request, response) => response.end(`${++work}`));
  tap.inject(dropResponse());
  expect(await answerTo(tap.url)).toEqual({ text: '', error: 'ECONNRESET' });
  expect(work).toBe(1);
  const response = await seen('message', ({ message }) => message.kind === 'http-response');
  expect(response.delivery).toBe('none');
});

test('an event stream is cut right behind an event, inside its chunk', async () => {
  const { tap, seen } = await httpRig((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n');
  });
  tap.inject(closeAfterMessage({ nth: 2 }));
  const { text, error } = await answerTo(tap.url);
  expect(text).toBe('id: 1\ndata: a\n\nid: 2\ndata: b\n\n');
  expect(error).toBe('ECONNRESET');
  const lost = await seen('message', ({ delivery }) => delivery === 'none');
  expect(lost.message).toMatchObject({ kind: 'sse-event', id: '3' });
});
