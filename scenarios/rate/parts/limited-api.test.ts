import { LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { slidingLog } from '../windows/sliding-log.ts';
import { limitedApi } from './limited-api.ts';
import { pricesApi } from './prices-api.ts';

const limit = { requests: 2, windowMs: 60_000 };

/** An API at a time that the test sets. */
function opened() {
  const time = { now: 0 };
  const clock = Object.assign(new LiveClock(), { now: () => time.now });
  const whoHas = (token: string) => ({ 'a-token': 'ada', 'g-token': 'grace' })[token];
  const api = limitedApi({
    api: pricesApi({ ABC: 100 }),
    clock,
    limit,
    whoHas,
    limiter: slidingLog(limit),
  });
  const ask = async (authorization?: string) =>
    api.fetch(
      new Request('http://shop.test/prices/ABC', {
        headers: authorization === undefined ? {} : { authorization },
      }),
    );
  return { ask, api, time };
}

describe('a limited API', () => {
  it('answers as often as the limit says, then 429 until a request is a minute ago', async () => {
    const { ask, time } = opened();
    expect((await ask('Bearer a-token')).status).toBe(200);
    time.now = 30_000;
    expect((await ask('bearer a-token')).status).toBe(200);
    time.now = 30_001;
    const refusal = await ask('Bearer a-token');
    expect(refusal.status).toBe(429);
    expect(refusal.headers.get('retry-after')).toBe('30');
    expect(refusal.headers.get('cache-control')).toBe('no-store');
    expect(await refusal.json()).toEqual({
      title: 'Too Many Requests',
      status: 429,
      detail: '2 requests in 60 s are allowed. Come back in 30 s.',
    });
    time.now = 60_001;
    expect((await ask('Bearer a-token')).status).toBe(200);
  });

  it('answers 503, the own trouble of the server, if nobody can count', async () => {
    const api = limitedApi({
      api: pricesApi({ ABC: 100 }),
      clock: new LiveClock(),
      limit,
      whoHas: () => 'ada',
      limiter: { take: () => ({ admitted: 'unknown', retryAfterMs: 1500 }) },
    });
    const headers = { authorization: 'Bearer a-token' };
    const answer = await api.fetch(new Request('http://shop.test/prices/ABC', { headers }));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it('counts each by who they are', async () => {
    const { ask } = opened();
    for (let n = 0; n < 3; n++) await ask('Bearer a-token');
    expect((await ask('Bearer g-token')).status).toBe(200);
  });

  it.each([undefined, '', 'Bearer', 'Basic a-token', 'Bearer a-token, Bearer b'])(
    'asks for a token if it is sent %s, and counts nothing',
    async (authorization) => {
      const { ask } = opened();
      const answer = await ask(authorization);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="prices"',
      ]);
    },
  );

  it("says of a token that is nobody's that it is none", async () => {
    const answer = await opened().ask('Bearer nobody');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="prices", error="invalid_token"',
    ]);
  });

  it('takes whatever is sent for what it is', async () => {
    const plenty = { requests: 1_000_000, windowMs: 1000 };
    const api = limitedApi({
      api: pricesApi({ ABC: 100 }),
      clock: new LiveClock(),
      limit: plenty,
      whoHas: (token) => token,
      limiter: slidingLog(plenty),
    });
    const options = {
      paths: ['/prices/ABC', '/prices/constructor', '/prices/%ff', '/'],
      fields: ['authorization'],
      given: { authorization: 'Bearer x' },
    };
    expect(await serverErrors(api, options)).toEqual([]);
  });
});
