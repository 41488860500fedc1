import { seededIds, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { labSigning } from './lab-key.ts';
import { ordersApi } from './orders-api.ts';
import { tokenIssuer } from './token-issuer.ts';
import { accessTokenVerifier } from './token-verifier.ts';

const clock = { date: () => new Date('2026-01-05T09:00:00Z') };
const shared = { issuer: 'https://login', audience: 'https://api', signing: labSigning, clock };
const api = ordersApi({
  verify: accessTokenVerifier({ ...shared, leewayS: 0 }),
  orders: new Map([['ada', ['a keyboard']]]),
});
const issue = tokenIssuer({ ...shared, ids: seededIds(seededRandom(1)), lifetimeS: 60 });
const tokenOf = (name: string) => issue({ name, email: '', passwordHash: '' });
const ask = async (authorization?: string, path = '/orders') =>
  api.fetch(
    new Request(`http://api.test${path}`, {
      headers: authorization === undefined ? {} : { authorization },
    }),
  );

describe('an API that takes access tokens', () => {
  it('gives everybody their own orders, whatever the case of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const answer = await ask(`${scheme} ${await tokenOf('ada')}`);
      expect(await answer.json()).toEqual({ user: 'ada', orders: ['a keyboard'] });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    const other = await ask(`Bearer ${await tokenOf('constructor')}`);
    expect(await other.json()).toEqual({ user: 'constructor', orders: [] });
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YWRhOng='])(
    'challenges who sends %j, and names no error',
    async (authorization) => {
      const answer = await ask(authorization);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="orders"',
      ]);
    },
  );

  it.each(['Bearer x', 'Bearer a b', 'Bearer a, Bearer b', 'Bearer "'])(
    'says invalid_token to who sends %j',
    async (authorization) => {
      const answer = await ask(authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    },
  );

  it('takes whatever is sent for what it is', async () => {
    const paths = ['/orders', '/orders/', '/%ff', '/'];
    const given = { authorization: `Bearer ${await tokenOf('ada')}` };
    expect(await serverErrors(api, { paths, fields: ['authorization'], given })).toEqual([]);
    expect(await serverErrors(api, { paths: ['/orders'], fields: ['authorization'] })).toEqual([]);
  });
});
