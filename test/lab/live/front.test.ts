import { createServer } from 'node:http';
import { listening } from 'apilab';
import { startServer } from 'apilab/testing';
import { expect, test } from 'vitest';
import { withFront } from '../../../src/lab/live/front.ts';

test('a stream comes through the page of a server as it is sent, and ends with its reader', async () => {
  let isLeft = false;
  const behind = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
    request.socket.once('close', () => {
      isLeft = true;
    });
  });
  const definition = { title: 'A stream', about: 'It has no end.', page: { actions: [] } };
  const recipe = withFront(definition as never, (at) => listening(behind, at));
  const { port, close } = await startServer(recipe);
  const reading = new AbortController();
  const { signal } = reading;
  const answer = await fetch(`http://127.0.0.1:${port}/events`, { signal });
  const first = await answer.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe('data: 1\n\n');
  reading.abort();
  await expect.poll(() => isLeft).toBe(true);
  expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('html');
  await close();
});
