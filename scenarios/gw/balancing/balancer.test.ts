import { createServer, type RequestListener } from 'node:http';
import { listening } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { afterEach, describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { backend, balancer } from './balancer.ts';
import { fewestAtWork } from './fewest-at-work.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function opened(answer: RequestListener) {
  const { port, close } = await listening(createServer(answer), { host: '127.0.0.1' });
  const proxy = openProxy({ to: `http://127.0.0.1:${port}`, name: 'lb' });
  closers.push(close, proxy.close);
  const only = backend('a', proxy);
  return { only, lb: balancer({ backends: [only], choose: fewestAtWork() }) };
}

const ask = (init?: RequestInit) => new Request('http://lb/price', init);

describe('what a server has at work', () => {
  it('is at work until its answer has been read', async () => {
    const { only, lb } = await opened((_, response) => void response.end('a price'));
    const answer = await lb.fetch(ask());
    expect(only.atWork()).toBe(1);
    expect(await answer.text()).toBe('a price');
    expect(only.atWork()).toBe(0);
  });

  it.each([204, 304])('is over at once with %i', async (status) => {
    const { only, lb } = await opened((_, response) => void response.writeHead(status).end());
    await lb.fetch(ask());
    expect(only.atWork()).toBe(0);
  });

  it('is over if nobody reads any more', async () => {
    const { only, lb } = await opened((_, response) => void response.write('and'));
    const answer = await lb.fetch(ask());
    await answer.body?.cancel();
    expect(only.atWork()).toBe(0);
  });

  it('is over once if somebody goes while more is waited for', async () => {
    const { only, lb } = await opened((_, response) => void response.write('and'));
    const reader = (await lb.fetch(ask())).body?.getReader();
    await reader?.read();
    const more = reader?.read();
    await new Promise((resolve) => setImmediate(resolve));
    await reader?.cancel();
    await more;
    await new Promise((resolve) => setImmediate(resolve));
    expect(only.atWork()).toBe(0);
  });

  it('is over if the answer breaks off', async () => {
    const { only, lb } = await opened((request, response) => {
      response.writeHead(200, { 'content-length': '99' });
      response.write('a', () => request.socket.destroy());
    });
    const answer = await lb.fetch(ask());
    await expect(answer.text()).rejects.toThrow();
    expect(only.atWork()).toBe(0);
  });

  it('is over if no answer comes, which is 502', async () => {
    const { only, lb } = await opened((request) => void request.socket.destroy());
    expect((await lb.fetch(ask())).status).toBe(502);
    expect(only.atWork()).toBe(0);
  });
});

it('has nobody to ask without servers, and says so', async () => {
  const lb = balancer({ backends: [], choose: fewestAtWork() });
  expect((await lb.fetch(ask())).status).toBe(503);
});

it('passes on whatever is sent', async () => {
  const { only, lb } = await opened((request, response) => {
    request.resume().on('end', () => response.end('ok'));
  });
  expect(await serverErrors(lb, { paths: ['/', '/%ff'], fields: ['authorization'] })).toEqual([]);
  await expect.poll(only.atWork).toBe(0);
});
