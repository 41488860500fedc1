import { expect, test } from 'vitest';
import { sharedCache } from '../../../parts/http/shared-cache.ts';
import { LiveClock } from '../../../src/testing/index.ts';
import { serverErrors } from '../../hostile.ts';

type Fields = Readonly<Record<string, string>>;

/** A cache before a server that answers with these fields and counts how often it was asked. */
function opened(fields: Fields = {}, { most = 9, status = 200 } = {}) {
  const clock = { ms: 0 };
  const asked = { times: 0 };
  const { fetch } = sharedCache({
    clock: Object.assign(new LiveClock(), { date: () => new Date(clock.ms) }),
    name: 'cache',
    most,
    forward: async () => {
      asked.times += 1;
      const headers = { 'content-length': '1', ...fields };
      return new Response(`${asked.times}`, { status, headers });
    },
  });
  const ask = async (given: Fields = {}, path = '/', method = 'GET') => {
    const answer = await fetch(new Request(`http://a${path}`, { method, headers: given }));
    const did = answer.headers.get('cache-status');
    return { did, age: answer.headers.get('age'), text: await answer.text() };
  };
  return { ask, asked, clock };
}

test('what is fresh is given with its age, what is stale is asked for', async () => {
  const { ask, clock } = opened({ 'cache-control': 'max-age=60' });
  expect(await ask()).toEqual({ did: 'cache; fwd=uri-miss', age: null, text: '1' });
  clock.ms = 59_000;
  expect(await ask()).toEqual({ did: 'cache; hit', age: '59', text: '1' });
  clock.ms = 60_000;
  expect((await ask()).text).toBe('2');
});

test('what Vary names tells forms apart', async () => {
  const { ask } = opened({ 'cache-control': 'max-age=60', vary: 'Accept-Language' });
  await ask({ 'accept-language': 'de' });
  expect((await ask({ 'accept-language': 'fr' })).did).toBe('cache; fwd=vary-miss');
  expect((await ask({ 'accept-language': 'de' })).text).toBe('1');
  expect((await ask({ 'accept-language': 'fr' })).text).toBe('2');
});

test.each([
  ['private', { 'cache-control': 'private, max-age=60' }],
  ['no-store', { 'cache-control': 'no-store' }],
  ['Vary: *', { 'cache-control': 'max-age=60', vary: '*' }],
  ['no lifetime', {}],
  ['no length', { 'cache-control': 'max-age=60', 'content-length': '' }],
  ['too much', { 'cache-control': 'max-age=60', 'content-length': '9999999' }],
])('nothing is kept of what has %s', async (_, fields) => {
  const { ask, asked } = opened(fields);
  await ask();
  await ask();
  expect(asked.times).toBe(2);
});

test('a condition and another method go on, and a change drops what is kept', async () => {
  const { ask } = opened({ 'cache-control': 'max-age=60' });
  await ask();
  expect((await ask({ 'if-none-match': '"a"' })).did).toBe('cache; fwd=bypass');
  expect((await ask({}, '/', 'HEAD')).did).toBe('cache; fwd=method');
  expect((await ask()).did).toBe('cache; hit');
  await ask({}, '/', 'PUT');
  expect((await ask()).did).toBe('cache; fwd=uri-miss');
});

test('the oldest gives way', async () => {
  const { ask } = opened({ 'cache-control': 'max-age=60' }, { most: 2 });
  for (const path of ['/a', '/b', '/c']) await ask({}, path);
  expect((await ask({}, '/c')).did).toBe('cache; hit');
  expect((await ask({}, '/a')).did).toBe('cache; fwd=uri-miss');
});

test('takes whatever is sent, and answers 502 if nobody is behind', async () => {
  const gone = sharedCache({
    ...{ clock: new LiveClock(), name: 'cache' },
    forward: () => Promise.reject(new Error('gone')),
  });
  expect((await gone.fetch(new Request('http://a/'))).status).toBe(502);
  const kept = sharedCache({
    ...{ clock: new LiveClock(), name: 'cache' },
    forward: async () =>
      new Response('x', { headers: { 'cache-control': 'max-age=9', vary: ',a' } }),
  });
  const options = { paths: ['/', '/__proto__'], fields: ['cache-control', 'accept', 'range'] };
  expect(await serverErrors(kept, options)).toEqual([]);
}, 60_000);
