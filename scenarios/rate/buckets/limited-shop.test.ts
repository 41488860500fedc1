import { LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { placesFor } from './at-work.ts';
import { carrierClient } from './carrier.ts';
import { leakyBucket } from './leaky-bucket.ts';
import { limitedShop } from './limited-shop.ts';
import { NoFigures } from './reports.ts';
import { tokenBucket } from './token-bucket.ts';

const BUCKET = { tokens: 2, everyMs: 1000 };
const QUEUE = { everyMs: 1, places: 1000 };

function opened({ takes = true }: { readonly takes?: boolean } = {}) {
  const clock = new LiveClock();
  const app = limitedShop({
    prices: { ABC: 100 },
    whoHas: (token) => ({ 'a-token': 'ada', 'g-token': 'grace' })[token],
    now: () => 0,
    bucket: tokenBucket(BUCKET),
    bucketSize: BUCKET,
    queue: leakyBucket(QUEUE, clock),
    queueSize: QUEUE,
    send: async () => takes,
    places: placesFor(1),
    sumUp: async (year, signal) => {
      if (signal.aborted) throw signal.reason;
      if (year !== 2025) throw new NoFigures();
      return { year, cents: 1 };
    },
  });
  const ask = async (path: string, init: RequestInit = {}) =>
    app.fetch(
      new Request(`http://shop.test${path}`, {
        headers: { authorization: 'Bearer a-token' },
        ...init,
      }),
    );
  const text = (body: string) => ask('/texts', { method: 'POST', body });
  return { app, ask, text };
}

describe('a shop with three limits', () => {
  it('says what the limit is and when to come back', async () => {
    const { ask } = opened();
    await ask('/prices/ABC');
    await ask('/prices/ABC');
    const refusal = await ask('/prices/ABC');
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refusal.json()).toEqual({
      title: 'Too Many Requests',
      status: 429,
      detail: '2 requests at once, and one in 1 s, are allowed. Come back in 1 s.',
    });
  });

  it('takes a token of each for themselves, also for what is not there', async () => {
    const { ask } = opened();
    await ask('/prices/constructor');
    await ask('/prices/ABC');
    expect((await ask('/prices/ABC')).status).toBe(429);
    const headers = { authorization: 'Bearer g-token' };
    expect((await ask('/prices/ABC', { headers })).status).toBe(200);
  });

  it.each(['', '{}', 'x', '{"to":"+4670","text":""}', '{"to":"4670","text":"a"}', '[1]'])(
    'takes no place in the queue for %s',
    async (body) => {
      expect((await opened().text(body)).status).toBe(400);
    },
  );

  it('answers 502 if the carrier takes no text', async () => {
    const { text } = opened({ takes: false });
    expect((await text('{"to":"+46701740605","text":"a"}')).status).toBe(502);
  });

  it('answers 502 if the carrier cannot be reached', async () => {
    const fetch = async () => Promise.reject(new TypeError('fetch failed'));
    const send = carrierClient({ fetch, url: 'http://carrier.test/texts' });
    const text = { to: '+46701740605', text: 'a' };
    expect(await send(text, new AbortController().signal)).toBe(false);
  });

  it.each([
    ['/prices/ABC', 'POST', 'GET, HEAD'],
    ['/texts', 'GET', 'POST'],
    ['/reports/2025', 'DELETE', 'GET, HEAD'],
  ])('says for %s what it takes in place of %s', async (path, method, allow) => {
    const answer = await opened().ask(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it('gives the place of a report back to the next, whoever fails or leaves', async () => {
    const { ask } = opened();
    expect((await ask('/reports/1999')).status).toBe(404);
    expect((await ask('/reports/2025', { signal: AbortSignal.abort() })).status).toBe(404);
    expect((await ask('/reports/2025')).status).toBe(200);
  });

  it('asks for a token', async () => {
    const { ask } = opened();
    const answer = await ask('/prices/ABC', { headers: {} });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="shop"',
    ]);
  });

  it('takes whatever is sent for what it is', async () => {
    const options = {
      paths: ['/prices/ABC', '/texts', '/reports/2025', '/reports/99999', '/prices/%ff'],
      fields: ['authorization'],
      given: { authorization: 'Bearer a-token' },
    };
    expect(await serverErrors(opened().app, options)).toEqual([]);
  });
});
