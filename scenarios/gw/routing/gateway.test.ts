import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { type FetchHandler, listening } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { openDatabase } from 'apilab/parts/shop/database';
import { LiveClock, manualClock } from 'apilab/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { sharedAllowance } from './allowance.ts';
import { gateway } from './gateway.ts';
import { ORDER_V1, orderV1 } from './order-v1.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A gateway before one service, `orders`, which answers so; and what that was sent. */
async function opened(answer: RequestListener, perMinute = 1_000_000) {
  const got: { target: string; fields: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    got.push({ target: request.url ?? '', fields: request.headers });
    answer(request, response);
  });
  const clock = manualClock();
  const { port, close } = await listening(server, { host: '127.0.0.1' });
  const proxy = openProxy({ to: `http://127.0.0.1:${port}`, name: 'gw' });
  const db = openDatabase();
  closers.push(close, proxy.close, db.close);
  const door = gateway({
    services: new Map([['orders', proxy]]),
    clock,
    whoHas: (token) => (token === 'ada' ? 'ada' : undefined),
    allowance: sharedAllowance({ db, clock: new LiveClock(), perMinute }),
    translations: new Map([['orders', orderV1]]),
  });
  return { door, got, clock };
}

const ask = async (door: FetchHandler, path: string, headers: Record<string, string> = {}) =>
  door.fetch(
    new Request(`http://gw${path}`, { headers: { authorization: 'Bearer ada', ...headers } }),
  );

const plain: RequestListener = (_, response) => void response.end('ok');

const order = (fields: Record<string, string>, content: unknown): RequestListener => {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...fields });
    response.end(typeof content === 'string' ? content : JSON.stringify(content));
  };
};

const SEVEN = { id: 7, lines: [{ product: 3, quantity: 2 }], total: { amount: '178.00' } };

describe('where a request goes', () => {
  it.each([
    ['/api/orders', '/orders'],
    ['/api/orders/7?x=1', '/orders/7?x=1'],
    ['/api/orders/a%2Fb', '/orders/a%2Fb'],
    ['/api/x/../orders/7', '/orders/7'],
    ['/api/orders/a..b%2F...%2F..c', '/orders/a..b%2F...%2F..c'],
  ])('%s is %s behind', async (path, target) => {
    const { door, got } = await opened(plain);
    expect((await ask(door, path)).status).toBe(200);
    expect(got.map((each) => each.target)).toEqual([target]);
  });

  it.each([
    '/',
    '/orders/7',
    '/api',
    '/api/',
    '/api/orders-export',
    '/api/ordersx',
    '/api/Orders/7',
    '/api//orders/7',
    '/api/orders/../metrics',
    '/api/orders/%2e%2e/metrics',
    '/apiorders/7',
    '/api/__proto__',
    '/api/constructor',
    '/api/orders/..%2fmetrics',
    '/api/orders/a%2F..%2F..%2Fmetrics',
    '/api/orders/%2e%2E%5cmetrics',
    '/api/orders/a%2f..',
  ])('%s goes nowhere', async (path) => {
    const { door, got } = await opened(plain);
    expect((await ask(door, path)).status).toBe(404);
    expect(got).toEqual([]);
  });

  it.each([
    ['/orders/8', '/api/orders/8'],
    ['https://elsewhere.example/orders', 'https://elsewhere.example/orders'],
    ['//elsewhere.example/', '//elsewhere.example/'],
    ['8', '8'],
  ])('Location and Content-Location %s are %s in front', async (location, inFront) => {
    const fields = { location, 'content-location': location };
    const { door } = await opened((_, response) => void response.writeHead(201, fields).end());
    const { headers } = await ask(door, '/api/orders');
    expect([headers.get('location'), headers.get('content-location')]).toEqual([inFront, inFront]);
  });

  it('an address that begins with the host of the service is one of its own', async () => {
    const { door } = await opened(({ headers: { host } }, response) => {
      const fields = {
        location: `http://${host}/orders/8?x=1`,
        'content-location': `http://${host}.evil.example/orders/8`,
      };
      response.writeHead(201, fields).end();
    });
    const { headers } = await ask(door, '/api/orders');
    expect(headers.get('location')).toBe('/api/orders/8?x=1');
    expect(headers.get('content-location')).toMatch(/^http:.*evil\.example\/orders\/8$/);
  });

  it('an answer without content gets no media type on its way', async () => {
    const { door } = await opened(
      (_, response) => void response.writeHead(201, { 'content-length': 0 }).end(),
    );
    const { headers, body } = await ask(door, '/api/orders');
    expect([headers.get('content-type'), body]).toEqual([null, null]);
  });

  it('is 502 if no service answers', async () => {
    const { door } = await opened((request) => void request.socket.destroy());
    expect((await ask(door, '/api/orders')).status).toBe(502);
  });

  it('is 502 if an answer that is to be translated breaks off', async () => {
    const { door } = await opened((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
      response.write('{', () => request.socket.destroy());
    });
    expect((await ask(door, '/api/orders/7', { accept: ORDER_V1 })).status).toBe(502);
  });

  it('is 504 if the service takes its time, and the request is given up', async () => {
    let isLeft = Promise.resolve<unknown>(false);
    const { door, clock } = await opened((request) => {
      isLeft = once(request.socket, 'close');
      clock.advanceTo(60_000);
    });
    expect((await ask(door, '/api/orders')).status).toBe(504);
    await isLeft;
  });

  it('may last as long as it likes once it began', async () => {
    let end = () => {};
    const { door, clock } = await opened((_, response) => {
      response.write('a');
      end = () => void response.end('b');
    });
    const answer = await ask(door, '/api/orders');
    expect(clock.timers).toBe(0);
    clock.advanceTo(60_000);
    end();
    expect(await answer.text()).toBe('ab');
  });
});

describe('who asks', () => {
  it.each(['', 'Bearer', 'Basic ada', 'Bearer ada, Bearer ada'])(
    'is asked for if the token is %j, and no service is bothered',
    async (authorization) => {
      const { door, got } = await opened(plain);
      const { status, headers } = await ask(door, '/api/orders', { authorization });
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="shop"']);
      expect(got).toEqual([]);
    },
  );

  it('hears that a token belongs to nobody', async () => {
    const { door } = await opened(plain);
    const { status, headers } = await ask(door, '/api/orders', { authorization: 'Bearer eve' });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="shop", error="invalid_token"');
  });

  it('is said by the gateway alone, however the field is spelled', async () => {
    const { door, got } = await opened(plain);
    await ask(door, '/api/orders', {
      ...{ 'X-User-Id': 'eve', 'X_User-Id': 'eve', x_user_id: 'eve' },
      connection: 'X-User-Id',
    });
    const fields = got[0]?.fields ?? {};
    expect(Object.entries(fields).filter(([, value]) => value === 'eve')).toEqual([]);
    expect(fields['x-user-id']).toBe('ada');
    expect(fields.authorization).toBeUndefined();
  });
});

describe('the old form of an order', () => {
  const old = { accept: ORDER_V1 };

  it('has a tag and a digest of its own', async () => {
    const fields = { etag: 'W/"a"', 'content-digest': 'sha-256=:AAAA:', 'accept-ranges': 'bytes' };
    const { door } = await opened(order(fields, SEVEN));
    const answer = await ask(door, '/api/orders/7', old);
    expect(await answer.json()).toEqual({ id: 7, product: 3, quantity: 2, cents: 17_800 });
    expect(answer.headers.get('etag')).toBe('W/"a-v1"');
    expect(answer.headers.get('content-digest')).not.toBe('sha-256=:AAAA:');
    expect(answer.headers.get('accept-ranges')).toBeNull();
    expect(answer.headers.get('vary')).toBe('accept');
  });

  it('is asked for by the tags that were made here, and by no others', async () => {
    const { door, got } = await opened((_, response) => {
      response.writeHead(304, { etag: '"a"' }).end();
    });
    const tags = '"a-v1", W/"b-v1", "c", *';
    const answer = await ask(door, '/api/orders/7', { ...old, 'if-none-match': tags });
    expect(got[0]?.fields['if-none-match']).toBe('"a", W/"b"');
    expect([answer.status, answer.headers.get('etag')]).toEqual([304, '"a-v1"']);
  });

  it.each([
    [ORDER_V1, ORDER_V1],
    [`${ORDER_V1};q=0.5, */*;q=0.1`, ORDER_V1],
    [`application/json, ${ORDER_V1}`, ORDER_V1],
    [`application/json, ${ORDER_V1};q=0`, 'application/json'],
    [`application/json, ${ORDER_V1};q=0.9`, 'application/json'],
    [`${ORDER_V1};q=x`, 'application/json'],
    [`${ORDER_V1}x`, 'application/json'],
  ])('is what Accept: %s asks for: %s', async (accept, type) => {
    const { door } = await opened(order({}, SEVEN));
    const answer = await ask(door, '/api/orders/7', { accept });
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it('is wanted in a version by the tag that was made here', async () => {
    const { door, got } = await opened(order({ etag: '"a"' }, SEVEN));
    for (const tag of ['"a-v1"', '"a"', '*'])
      await ask(door, '/api/orders/7', { ...old, 'if-match': tag });
    await ask(door, '/api/orders/7', old);
    expect(got.map(({ fields }) => fields['if-match'])).toEqual(['"a"', '""', '*', undefined]);
  });

  it('is not taken for known by the date of another form', async () => {
    const { door, got } = await opened(order({}, SEVEN));
    const since = { 'if-modified-since': 'Mon, 05 Jan 2026 09:00:00 GMT' };
    await ask(door, '/api/orders/7', { ...old, ...since, 'if-none-match': '"c"' });
    await ask(door, '/api/orders/7', { ...old, ...since });
    await ask(door, '/api/orders/7', { ...old, 'if-none-match': '*' });
    expect(got.map(({ fields }) => fields['if-modified-since'])).toEqual([
      undefined,
      since['if-modified-since'],
      undefined,
    ]);
    expect(got.map(({ fields }) => fields['if-none-match'])).toEqual([undefined, undefined, '*']);
  });

  it('is made of JSON that names its charset', async () => {
    const fields = { 'content-type': 'application/json; charset=utf-8' };
    const { door } = await opened(order(fields, SEVEN));
    expect((await ask(door, '/api/orders/7', old)).headers.get('content-type')).toBe(ORDER_V1);
  });

  it('is not made of a part, nor of what is packed', async () => {
    const { door, got } = await opened(order({}, SEVEN));
    const fields = { range: 'bytes=0-3', 'if-range': '"a"', 'accept-encoding': 'gzip' };
    await ask(door, '/api/orders/7', { ...old, ...fields });
    const sent = got[0]?.fields;
    expect([sent?.range, sent?.['if-range'], sent?.['accept-encoding']]).toEqual([
      undefined,
      undefined,
      'identity',
    ]);
  });

  it('is not made if the service forbids it', async () => {
    const fields = { 'cache-control': 'private, no-transform', 'content-digest': 'sha-256=:AAAA:' };
    const { door } = await opened(order(fields, SEVEN));
    const answer = await ask(door, '/api/orders/7', old);
    expect(await answer.json()).toEqual(SEVEN);
    expect(answer.headers.get('content-digest')).toBe('sha-256=:AAAA:');
  });

  it.each([
    '{',
    'null',
    '[]',
    '{"lines":[]}',
    '{"lines":[1,2],"total":{"amount":"1"}}',
    '{"lines":[1]}',
    '{"lines":[null],"total":null}',
  ])('is 406 if there is none, as of %s', async (content) => {
    const { door } = await opened(order({}, content));
    expect((await ask(door, '/api/orders/7', old)).status).toBe(406);
  });
});

it('counts each request once, and says when there is room again', async () => {
  const { door, got } = await opened(plain, 2);
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await ask(door, '/api/orders')).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await ask(door, '/api/orders');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(28);
  expect(got).toHaveLength(2);
});

it('takes whatever is sent for what it is', async () => {
  const { door } = await opened(order({ etag: '"a"' }, SEVEN));
  const options = {
    paths: ['/api/orders/7', '/api/%ff', '/'],
    fields: ['accept', 'if-none-match', 'x-user-id', 'via', 'range'],
    given: { authorization: 'Bearer ada' },
  };
  expect(await serverErrors(door, options)).toEqual([]);
});
