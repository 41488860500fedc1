import { LiveClock, seededIds, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { codes } from './codes.ts';
import { readForm } from './form.ts';
import { guarded } from './login.ts';
import { challengeOf, verifies } from './pkce.ts';
import { loginAndOrders } from './serve.ts';
import { shop } from './shop.ts';
import { tokens } from './tokens.ts';

const random = seededRandom(1);
const ids = seededIds(random);
const secret = () => `${ids.uuid()}${ids.uuid()}`.replaceAll('-', '');

it('the example of RFC 7636 Appendix B comes out', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  expect(challengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  expect(verifies(verifier, challengeOf(verifier))).toBe(true);
  expect(verifies(verifier.replace('d', 'e'), challengeOf(verifier))).toBe(false);
  expect(verifies('short', challengeOf('short'))).toBe(false);
});

describe('take whatever is sent for what it is', () => {
  it('the login and the API', async () => {
    const lab = { clock: new LiveClock(), random, ids, use: <T>(one: T) => one };
    const recipe = loginAndOrders({ ...lab, statements: () => () => {} });
    const asked =
      '/authorize?response_type=code&client_id=shop&redirect_uri=http://localhost:9999/callback';
    const paths = ['/authorize', asked, `${asked}&state=%ff&state=2`, '/token', '/orders'];
    expect(
      await serverErrors(recipe, { paths, fields: ['authorization', 'content-type'] }),
    ).toEqual([]);
  });

  it('the shop', async () => {
    const app = shop({
      origin: 'http://shop.localhost',
      issuer: 'http://login.localhost',
      api: 'http://api.localhost',
      clientId: 'shop',
      fetch: async () => new Response('no JSON', { status: 500 }),
      secret,
    });
    const paths = ['/login', '/callback', '/callback?code=1&state=2&state=3', '/orders'];
    expect(await serverErrors(app, { paths, fields: ['cookie'] })).toEqual([]);
  });
});

describe('a login is told what is wrong with a request', () => {
  const lab = { clock: new LiveClock(), random, ids, use: <T>(one: T) => one };
  const ask = async (path: string, init: RequestInit = {}) => {
    const recipe = loginAndOrders({ ...lab, statements: () => () => {} });
    if (typeof recipe === 'function') throw new TypeError('it is started elsewhere');
    return recipe.fetch(new Request(`http://login.localhost${path}`, init));
  };

  it.each([
    ['no response_type', '', 'invalid_request'],
    ['an empty one', '&response_type=', 'invalid_request'],
    ['one that it does not have', '&response_type=token', 'unsupported_response_type'],
    ['no challenge', '&response_type=code', 'invalid_request'],
  ])('with %s', async (_, query, error) => {
    const callback = encodeURIComponent('http://localhost:9999/callback');
    const answer = await ask(`/authorize?client_id=shop&redirect_uri=${callback}&state=x${query}`);
    const location = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, location.origin, location.searchParams.get('error')]).toEqual([
      303,
      'http://localhost:9999',
      error,
    ]);
  });

  it.each([
    ['', 'invalid_request'],
    ['grant_type=', 'invalid_request'],
    ['grant_type=password', 'unsupported_grant_type'],
    ['grant_type=authorization_code', 'invalid_request'],
  ])('with the form "%s"', async (form, error) => {
    const answer = await ask('/token', { method: 'POST', body: new URLSearchParams(form) });
    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });
});

describe('a code', () => {
  const opened = () => {
    let now = 0;
    const clock = Object.assign(new LiveClock(), { now: () => now });
    const issued = tokens({ clock, secret });
    const store = codes({ clock, tokens: issued, secret });
    const verifier = secret();
    const authorization = {
      user: 'ada',
      clientId: 'shop',
      redirectUri: 'http://shop/callback',
      scope: 'orders',
      challenge: challengeOf(verifier),
    };
    const code = store.issue(authorization);
    const redeem = (changes: object = {}) =>
      store.redeem({
        code,
        clientId: 'shop',
        redirectUri: 'http://shop/callback',
        verifier,
        ...changes,
      });
    const another = () => store.issue(authorization);
    return { issued, redeem, another, pass: (ms: number) => (now += ms) };
  };

  it('buys one token, and loses it when it comes again', () => {
    const { issued, redeem } = opened();
    const token = redeem()?.token ?? '';
    expect(issued.find(token)?.user).toBe('ada');
    expect(redeem()).toBeUndefined();
    expect(issued.find(token)).toBeUndefined();
  });

  it('is known for what it is as long as its token is good', () => {
    const { issued, redeem, another, pass } = opened();
    const token = redeem()?.token ?? '';
    pass(599_000);
    another();
    expect(issued.find(token)?.user).toBe('ada');
    expect(redeem()).toBeUndefined();
    expect(issued.find(token)).toBeUndefined();
  });

  it.each([
    ['another client', { clientId: 'other' }],
    ['another address', { redirectUri: 'http://shop/callback2' }],
    ['another verifier', { verifier: secret() }],
    ['no verifier', { verifier: undefined }],
    ['another code', { code: secret() }],
  ])('is of no use with %s, and stays good for its client', (_, changes) => {
    const { redeem } = opened();
    expect(redeem(changes)).toBeUndefined();
    expect(redeem()?.user).toBe('ada');
  });

  it('is good for a minute', () => {
    const { redeem, pass } = opened();
    pass(60_000);
    expect(redeem()).toBeUndefined();
  });
});

it('a form without an end is read as far as its limit', async () => {
  let chunks = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1;
      if (chunks > 1000) controller.close();
      else controller.enqueue(new TextEncoder().encode('a'.repeat(1024)));
    },
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const init = { method: 'POST', headers, body, duplex: 'half' } as const;
  expect(await readForm(new Request('http://login/token', init))).toBeUndefined();
  expect(chunks).toBeLessThan(30);
});

it('a login takes the answer that it asked for, from whom it asked', () => {
  const { pending } = guarded.begin(secret);
  const state = pending.state ?? '';
  const accepts = (callback: object) => guarded.accepts(pending, callback, 'http://login');
  expect(accepts({ state, iss: 'http://login' })).toBe(true);
  expect(accepts({ state, iss: 'http://login/' })).toBe(false);
  expect(accepts({ state })).toBe(false);
  expect(accepts({ iss: 'http://login' })).toBe(false);
  expect(guarded.accepts({}, { iss: 'http://login' }, 'http://login')).toBe(false);
});
