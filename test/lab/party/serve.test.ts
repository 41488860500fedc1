import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { LOOPBACK, startServer } from '../../../src/lab/party/serve.ts';
import type { RunningServer } from '../../../src/lab/scenario/lab.ts';

let server: RunningServer | undefined;
afterEach(() => server?.close());

/** How long a server says that its answer is. */
async function lengthOf(answer: Response, method = 'GET'): Promise<string | undefined> {
  server = await startServer({ fetch: () => answer });
  const { port } = server;
  return new Promise((resolve, reject) => {
    const asked = request({ host: LOOPBACK, port, method, agent: false }, (response) => {
      response.resume().on('end', () => {
        const { 'content-length': length, 'transfer-encoding': coding } = response.headers;
        resolve(coding ?? length);
      });
    });
    asked.on('error', reject).end();
  });
}

describe('an answer without a body', () => {
  it.each([202, 401, 500])('%i: says that its length is 0', async (status) => {
    expect(await lengthOf(new Response(null, { status }))).toBe('0');
  });

  it('whose fields cannot be changed says so too', async () => {
    expect(await lengthOf(Response.redirect('http://localhost/', 302))).toBe('0');
  });

  it.each([204, 304])('%i: has none, and says nothing of its length', async (status) => {
    expect(await lengthOf(new Response(null, { status }))).toBeUndefined();
  });

  it('to HEAD says nothing of the length that GET would have', async () => {
    expect(await lengthOf(new Response(null), 'HEAD')).toBeUndefined();
  });
});

it('an answer with a body says how long it is', async () => {
  expect(await lengthOf(new Response('hello'))).toBe('5');
});
