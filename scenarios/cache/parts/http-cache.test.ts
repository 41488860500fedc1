import { LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { lastUsed } from './entries.ts';
import { httpCache } from './http-cache.ts';

type Fields = Readonly<Record<string, string>>;

/** A cache before a server that answers with these fields, and says how often it was asked. */
function opened(fields: Fields = {}, { isShared = true, room = 4, status = 200 } = {}) {
  const clock = { ms: 0 };
  const asked: Request[] = [];
  const server = { fields, status };
  const cache = httpCache({
    clock: Object.assign(new LiveClock(), { date: () => new Date(clock.ms) }),
    isShared,
    name: 'cdn',
    entries: lastUsed(room),
  });
  const held = { until: Promise.resolve() };
  const ask = async (given: Fields = {}, path = '/', method = 'GET') => {
    const request = new Request(`http://a${path}`, { method, headers: given });
    const answer = await cache(request, async (inquiry) => {
      const nth = asked.push(inquiry);
      await held.until;
      const tag = server.fields.etag;
      if (tag !== undefined && inquiry.headers.get('if-none-match') === tag)
        return new Response(null, { status: 304, headers: server.fields });
      return new Response(`${nth}`, {
        status: server.status,
        headers: { 'content-length': '1', ...server.fields },
      });
    });
    const status = answer.headers.get('cache-status');
    return {
      status: answer.status,
      did: status,
      fields: answer.headers,
      text: await answer.text(),
    };
  };
  /** Asks several times while the server has not answered yet. */
  async function askTogether(...given: readonly Fields[]) {
    let letGo = () => {};
    held.until = new Promise((resolve) => {
      letGo = resolve;
    });
    const answers = given.map((fields) => ask(fields));
    await new Promise((next) => setImmediate(next));
    letGo();
    const all = await Promise.all(answers);
    await new Promise((next) => setImmediate(next));
    return all;
  }
  return { ask, askTogether, asked, clock, server };
}

describe('what is kept', () => {
  it('is used while it is fresh, with its age, and then asked about by its tag', async () => {
    const { ask, asked, clock } = opened({ 'cache-control': 'max-age=60', etag: '"a"' });
    expect((await ask()).did).toBe('cdn; fwd=uri-miss; fwd-status=200; stored');
    clock.ms = 59_000;
    const hit = await ask();
    expect([hit.did, hit.fields.get('age'), hit.text]).toEqual(['cdn; hit; ttl=1', '59', '1']);
    clock.ms = 60_000;
    const checked = await ask();
    expect([checked.did, checked.fields.get('age'), checked.text]).toEqual([
      'cdn; fwd=stale; fwd-status=304; stored',
      null,
      '1',
    ]);
    clock.ms = 100_000;
    expect((await ask()).did).toBe('cdn; hit; ttl=20');
    expect(asked).toHaveLength(2);
  });

  it('counts the age that it came with', async () => {
    const { ask, clock } = opened({ 'cache-control': 'max-age=60', age: '50' });
    await ask();
    clock.ms = 11_000;
    expect((await ask()).did).toContain('fwd=stale');
  });

  it.each([
    ['no-store', { 'cache-control': 'no-store' }],
    ['private', { 'cache-control': 'private, max-age=60' }],
    ['Vary: *', { 'cache-control': 'max-age=60', vary: '*' }],
    ['a star among others in Vary', { 'cache-control': 'max-age=60', vary: 'Accept, *' }],
    ['no length', { 'cache-control': 'max-age=60', 'content-length': '' }],
    ['more than there is room for', { 'cache-control': 'max-age=60', 'content-length': '9999999' }],
  ])('is nothing of %s', async (_, fields) => {
    const { ask, asked } = opened(fields);
    await ask();
    expect((await ask()).did).toContain('fwd=uri-miss');
    expect(asked).toHaveLength(2);
  });

  it('is private in the cache of one person', async () => {
    const { ask } = opened({ 'cache-control': 'private, max-age=60' }, { isShared: false });
    await ask();
    expect((await ask()).did).toContain('hit');
  });

  it('is nothing for whoever sends Authorization, unless the answer is public', async () => {
    const given = { authorization: 'Bearer a' };
    const closed = opened({ 'cache-control': 'max-age=60' });
    await closed.ask(given);
    expect((await closed.ask(given)).did).toContain('fwd');
    const open = opened({ 'cache-control': 'public, max-age=60' });
    await open.ask(given);
    expect((await open.ask(given)).did).toContain('hit');
  });

  it('is asked about each time with no-cache', async () => {
    const { ask, asked } = opened({ 'cache-control': 'no-cache', etag: '"a"' });
    await ask();
    expect((await ask()).did).toBe('cdn; fwd=stale; fwd-status=304; stored');
    expect(asked[1]?.headers.get('if-none-match')).toBe('"a"');
  });

  it('is for those who send the same in what Vary names', async () => {
    const { ask } = opened({ 'cache-control': 'max-age=60', vary: 'Accept-Language' });
    await ask({ 'accept-language': 'de' });
    expect((await ask({ 'accept-language': 'fr' })).did).toContain('fwd=vary-miss');
    expect((await ask({ 'accept-language': 'de' })).text).toBe('1');
    expect((await ask({ 'accept-language': 'fr' })).text).toBe('2');
  });

  it('gives way to what was used later', async () => {
    const { ask } = opened({ 'cache-control': 'max-age=60' }, { room: 2 });
    for (const path of ['/a', '/b', '/a', '/c']) await ask({}, path);
    expect((await ask({}, '/a')).did).toContain('hit');
    expect((await ask({}, '/b')).did).toContain('fwd=uri-miss');
  });

  it('is dropped when somebody changes it', async () => {
    const { ask } = opened({ 'cache-control': 'max-age=60' });
    await ask();
    await ask({}, '/', 'PUT');
    expect((await ask()).did).toContain('fwd=uri-miss');
  });

  it('is a 304 for whoever has it already', async () => {
    const { ask } = opened({ 'cache-control': 'max-age=60', etag: '"a"' });
    await ask();
    const answer = await ask({ 'if-none-match': 'W/"a", "b"' });
    expect([answer.status, answer.text, answer.fields.get('etag')]).toEqual([304, '', '"a"']);
    expect((await ask({ 'if-none-match': '"b"' })).status).toBe(200);
  });
});

describe('what is stale', () => {
  it('is used in the window of stale-while-revalidate, and checked once behind it', async () => {
    const { ask, askTogether, asked, clock, server } = opened({
      'cache-control': 'max-age=60, stale-while-revalidate=30',
      etag: '"a"',
    });
    await ask();
    server.fields = { ...server.fields, etag: '"b"' };
    clock.ms = 70_000;
    const answers = await askTogether({}, {}, {});
    expect(answers.map(({ did, text }) => `${did} ${text}`)).toEqual(
      Array.from({ length: 3 }, () => 'cdn; hit; ttl=-10 1'),
    );
    expect(asked).toHaveLength(2);
    expect((await ask()).text).toBe('2');
    clock.ms = 160_000;
    expect((await ask()).did).toContain('fwd=stale');
  });

  it('takes the place of a failure in the window of stale-if-error, and no longer', async () => {
    const { ask, clock, server } = opened({ 'cache-control': 'max-age=60, stale-if-error=30' });
    await ask();
    server.status = 503;
    server.fields = {};
    clock.ms = 80_000;
    const replaced = await ask();
    expect([replaced.status, replaced.did, replaced.fields.get('age')]).toEqual([
      200,
      'cdn; fwd=stale; fwd-status=503',
      '80',
    ]);
    clock.ms = 91_000;
    expect((await ask()).status).toBe(503);
    server.status = 200;
    expect((await ask()).status).toBe(200);
  });

  it('takes the place of no answer but 500, 502, 503 and 504', async () => {
    const { ask, clock, server } = opened({ 'cache-control': 'max-age=60, stale-if-error=30' });
    await ask();
    clock.ms = 80_000;
    for (const [status, shown] of [
      [501, 501],
      [505, 505],
      [504, 200],
    ] as const) {
      server.status = status;
      expect((await ask()).status).toBe(shown);
    }
  });

  it('comes whole if its confirmation forbids to keep it', async () => {
    const { ask, clock, server } = opened({ 'cache-control': 'max-age=60', etag: '"a"' });
    await ask();
    clock.ms = 70_000;
    server.fields = { ...server.fields, 'cache-control': 'no-store' };
    const confirmed = await ask();
    expect([confirmed.status, confirmed.text, confirmed.did]).toEqual([
      200,
      '1',
      'cdn; fwd=stale; fwd-status=304',
    ]);
    expect((await ask()).did).toContain('fwd=uri-miss');
  });

  it('is not used with must-revalidate; what is fresh is', async () => {
    const { ask, clock, server } = opened({
      'cache-control': 'max-age=60, must-revalidate, stale-if-error=30, stale-while-revalidate=30',
    });
    await ask();
    expect((await ask()).did).toContain('hit');
    server.status = 503;
    clock.ms = 70_000;
    expect((await ask({ 'cache-control': 'max-stale=100' })).status).toBe(503);
  });
});

describe('those who want the same at the same time', () => {
  it('are all answered by one question', async () => {
    const { askTogether, asked } = opened({ 'cache-control': 'max-age=60' });
    const answers = await askTogether({}, {}, {});
    expect(answers.map(({ text }) => text)).toEqual(['1', '1', '1']);
    expect(answers.map(({ did }) => did?.includes('collapsed'))).toEqual([false, true, true]);
    expect(answers.map(({ fields }) => fields.get('age'))).toEqual([null, '0', '0']);
    expect(asked).toHaveLength(1);
  });

  it('each ask for themselves if it is not theirs to share', async () => {
    const { askTogether, asked } = opened({ 'cache-control': 'private' });
    const answers = await askTogether({}, {}, {});
    expect(answers.map(({ text }) => text).sort()).toEqual(['1', '2', '3']);
    expect(asked).toHaveLength(3);
  });

  it('share a failure, and the next one asks again', async () => {
    const { ask, askTogether, asked, server } = opened({}, { status: 503 });
    const answers = await askTogether({}, {}, {});
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(asked).toHaveLength(1);
    server.status = 200;
    expect((await ask()).status).toBe(200);
  });
});

describe('hostile', () => {
  it('answers 502 if the server behind does not answer', async () => {
    const cache = httpCache({
      ...{ clock: new LiveClock(), isShared: true, name: 'cdn', entries: lastUsed(4) },
    });
    const fail = () => Promise.reject(new Error('gone'));
    for (const method of ['GET', 'POST', 'HEAD']) {
      expect((await cache(new Request('http://a/', { method }), fail)).status).toBe(502);
    }
  });

  it('takes what breaks off on its way for no answer, in front of readers and behind them', async () => {
    const time = { ms: 0 };
    const cache = httpCache({
      clock: Object.assign(new LiveClock(), { date: () => new Date(time.ms) }),
      ...{ isShared: true, name: 'cdn', entries: lastUsed(4) },
    });
    const headers = {
      'content-length': '2',
      'cache-control': 'max-age=60, stale-while-revalidate=30, stale-if-error=60',
    };
    const broken = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(1));
          controller.error(new Error('reset'));
        },
      });
    const ask = (body: () => string | ReadableStream<Uint8Array>) =>
      cache(new Request('http://a/'), async () => new Response(body(), { headers }));
    expect((await ask(broken)).status).toBe(502);
    expect((await ask(() => 'ok')).status).toBe(200);
    time.ms = 70_000;
    expect(await (await ask(broken)).text()).toBe('ok');
    await new Promise((next) => setImmediate(next));
    time.ms = 100_000;
    expect(await (await ask(broken)).text()).toBe('ok');
    time.ms = 130_000;
    expect((await ask(broken)).status).toBe(502);
  });

  it('takes whatever is sent, and odd directives, for what it is', async () => {
    const odd = [
      'max-age=-1',
      'max-age=1e9, no-cache=',
      '"',
      ',,,=',
      'MAX-AGE=99999999999999999999',
    ];
    for (const control of odd) {
      const cache = httpCache({
        ...{ clock: new LiveClock(), isShared: true, name: 'cdn', entries: lastUsed(4) },
      });
      const fetch = (request: Request) =>
        cache(
          request,
          async () =>
            new Response('x', { headers: { 'cache-control': control, vary: ', ,accept' } }),
        );
      const fields = ['cache-control', 'if-none-match', 'accept', 'cookie', 'pragma', 'range'];
      expect(await serverErrors({ fetch }, { paths: ['/', '/__proto__'], fields })).toEqual([]);
    }
  }, 60_000);
});
