import { seededIds, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { withCors } from './cors.ts';
import { ordersApi } from './orders-api.ts';
import { POLICY, SHOP } from './setting.ts';

function opened() {
  const ids = seededIds(seededRandom(1));
  const api = ordersApi({ ids, origins: POLICY.origins, home: `${SHOP}/` });
  const server = withCors(api, { policy: POLICY });
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ) =>
    server.fetch(
      new Request(`http://api.localhost${path}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
      }),
    );
  const logIn = async () => {
    const answer = await ask('POST', '/login', { origin: SHOP });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  return { ...api, server, ask, logIn };
}

const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'PATCH',
  'access-control-request-headers': 'content-type',
});

describe('an API that one page may read', () => {
  it('shares an answer that cannot be changed, as those of fetch cannot', async () => {
    const api = { fetch: () => Response.redirect('http://api.localhost/orders', 303) };
    const server = withCors(api, { policy: POLICY });
    const answer = await server.fetch(
      new Request('http://api.localhost/', { headers: { origin: SHOP } }),
    );
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([303, SHOP]);
  });

  it('keeps the sessions of those who logged in last', async () => {
    const { ask, logIn } = opened();
    const first = await logIn();
    expect((await ask('GET', '/orders', { cookie: first })).status).toBe(200);
    let last = '';
    for (let n = 0; n < 10_000; n++) last = await logIn();
    expect((await ask('GET', '/orders', { cookie: first })).status).toBe(401);
    expect((await ask('GET', '/orders', { cookie: last })).status).toBe(200);
  }, 30_000);

  it('answers a preflight of that page before any login', async () => {
    const answer = await opened().ask('OPTIONS', '/orders/1', preflight(SHOP));
    expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
      204,
      {
        vary: 'Origin',
        'access-control-allow-origin': SHOP,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET, POST, PATCH',
        'access-control-allow-headers': 'Content-Type',
        'access-control-max-age': '600',
      },
    ]);
  });

  it.each([
    'http://evil.localhost',
    'http://shop.localhost.evil.example',
    'http://evilshop.localhost',
    'https://shop.localhost',
    'http://shop.localhost:8080',
    'HTTP://SHOP.LOCALHOST',
    'null',
    '',
    '*',
  ])('shares nothing with %s, and changes nothing for it', async (origin) => {
    const { ask, logIn, orders } = opened();
    const cookie = await logIn();
    for (const [method, path] of [
      ['OPTIONS', '/orders/1'],
      ['GET', '/orders'],
      ['POST', '/orders/2/cancel'],
    ] as const) {
      const answer = await ask(method, path, { ...preflight(origin), cookie });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('vary')).toBe('Origin');
    }
    expect(orders().filter(({ state }) => state === 'cancelled')).toEqual([]);
  });

  it('changes something for a client that is no browser, and not for a far page that hides its origin', async () => {
    const { ask, logIn } = opened();
    const cookie = await logIn();
    const statusOf = async (fields: Record<string, string>) =>
      (await ask('POST', '/orders/2/cancel', { cookie, ...fields })).status;
    expect(await statusOf({})).toBe(204);
    expect(await statusOf({ 'sec-fetch-site': 'same-origin' })).toBe(204);
    expect(await statusOf({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf({ 'sec-fetch-site': 'same-site' })).toBe(403);
  });

  it('shares errors with its page, too', async () => {
    const answer = await opened().ask('GET', '/orders', { origin: SHOP });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, SHOP]);
  });

  it.each([
    ['', 400],
    ['{', 400],
    ['null', 400],
    ['{"note":1}', 400],
    [`{"note":"${'x'.repeat(2000)}"}`, 413],
    ['{"note":"","state":"cancelled","of":"eve"}', 204],
  ])('takes %.30s for a note and nothing else: %i', async (body, status) => {
    const { ask, logIn, orders } = opened();
    const cookie = await logIn();
    expect((await ask('PATCH', '/orders/1', { cookie }, body)).status).toBe(status);
    expect(orders()[0]).toMatchObject({ of: 'ada', state: 'open' });
  });

  it('takes whatever is sent for what it is', async () => {
    const { server, logIn } = opened();
    const paths = ['/orders', '/orders/1', '/orders/1/cancel', '/login', '/%ff'];
    const fields = ['origin', 'cookie', 'access-control-request-method', 'sec-fetch-site'];
    expect(await serverErrors(server, { paths, fields })).toEqual([]);
    expect(await serverErrors(server, { paths, given: { cookie: await logIn() } })).toEqual([]);
  });
});
