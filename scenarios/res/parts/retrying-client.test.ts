import { seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { exponential } from './backoff.ts';
import { type RetryingClientOptions, retryingClient } from './retrying-client.ts';

type Answer = Response | Error;

const ok = () => new Response('done');
const down = (retryAfter?: string) =>
  new Response('', { status: 503, headers: retryAfter ? { 'retry-after': retryAfter } : {} });
const lost = () => new TypeError('fetch failed');

/** A client that backs off for 100, 200, 400, ... ms before a server that gives these answers. */
function facing(answers: Answer[], options: Partial<RetryingClientOptions> = {}) {
  const slept: number[] = [];
  let sent = 0;
  const request = retryingClient({
    fetch: async () => {
      const answer = answers[sent++];
      if (answer instanceof Response) return answer;
      throw answer ?? new Error('sent once too often');
    },
    clock: {
      now: () => 0,
      date: () => new Date('2026-01-05T09:00:00Z'),
      sleep: async (ms) => void slept.push(ms),
      setTimer: () => ({ cancel() {} }),
    },
    random: seededRandom(1),
    backoff: exponential,
    baseMs: 100,
    capMs: 3200,
    maxAttempts: 4,
    patienceMs: 60_000,
    ...options,
  });
  return { request, slept, sent: () => sent };
}

const url = 'http://shop.test/orders';

describe('a retrying client', () => {
  it('backs off longer each time until the server answers', async () => {
    const { request, slept } = facing([down(), down(), down(), ok()]);
    expect((await request(url)).status).toBe(200);
    expect(slept).toEqual([100, 200, 400]);
  });

  it('hands over the last answer when its attempts are used up', async () => {
    const { request, sent } = facing([down(), down(), down(), down()]);
    expect((await request(url)).status).toBe(503);
    expect(sent()).toBe(4);
  });

  it('does not repeat what the server has refused for good', async () => {
    const { request, sent } = facing([new Response('', { status: 404 })]);
    expect((await request(url)).status).toBe(404);
    expect(sent()).toBe(1);
  });

  it('adds its delay to the seconds of Retry-After', async () => {
    const { request, slept } = facing([down('3'), ok()]);
    await request(url);
    expect(slept).toEqual([3100]);
  });

  it('adds its delay to the date of Retry-After', async () => {
    const { request, slept } = facing([down('Mon, 05 Jan 2026 09:00:05 GMT'), ok()]);
    await request(url);
    expect(slept).toEqual([5100]);
  });

  it.each(['soon', '-5', 'Mon, 05 Jan 2026 08:00:00 GMT'])(
    'backs off as usual when Retry-After is %s',
    async (retryAfter) => {
      const { request, slept } = facing([down(retryAfter), ok()]);
      await request(url);
      expect(slept).toEqual([100]);
    },
  );

  it('gives up when Retry-After asks for more patience than it has', async () => {
    const { request, sent } = facing([down('86400')]);
    expect((await request(url)).status).toBe(503);
    expect(sent()).toBe(1);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'delete', 'QUERY'])(
    'repeats a %s whose answer was lost',
    async (method) => {
      const { request, sent } = facing([lost(), ok()]);
      await request(url, { method });
      expect(sent()).toBe(2);
    },
  );

  it.each(['POST', 'PATCH'])('does not repeat a %s whose answer was lost', async (method) => {
    const { request, sent } = facing([lost()]);
    await expect(request(url, { method })).rejects.toThrow('fetch failed');
    expect(sent()).toBe(1);
  });

  it('does not repeat a POST that was answered with 503, for it may have been done', async () => {
    const { request, sent } = facing([down()]);
    expect((await request(url, { method: 'POST' })).status).toBe(503);
    expect(sent()).toBe(1);
  });

  it('repeats a POST that carries an idempotency key', async () => {
    const { request, sent } = facing([lost(), ok()]);
    await request(url, { method: 'POST', headers: { 'Idempotency-Key': '"8e03978e"' } });
    expect(sent()).toBe(2);
  });

  it('does not repeat a PUT whose content is a stream, for it is used up', async () => {
    const { request, sent } = facing([lost()]);
    const body = new ReadableStream();
    await expect(request(url, { method: 'PUT', body })).rejects.toThrow('fetch failed');
    expect(sent()).toBe(1);
  });

  it('reads a refusal to its end, but not an endless one', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled++;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const { request } = facing([new Response(endless, { status: 503 }), ok()]);
    expect((await request(url)).status).toBe(200);
    expect(pulled).toBeLessThan(100);
  });

  it('stops when its caller has given up', async () => {
    const { request, sent } = facing([lost(), ok()]);
    await expect(request(url, { signal: AbortSignal.abort() })).rejects.toThrow('fetch failed');
    expect(sent()).toBe(1);
  });
});
