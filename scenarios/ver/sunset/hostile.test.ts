import { openDatabase } from 'apilab/parts/shop/database';
import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { decided } from './dates.ts';
import { movingClient, readDate } from './moving-client.ts';
import { peopleApi } from './people-api.ts';
import { PEOPLE_SCHEMA, peopleStore } from './people-store.ts';
import { retirement } from './retirement.ts';

const NOW = new Date('2026-05-01T00:00:00Z');
const clock = {
  date: () => NOW,
  now: () => 0,
  sleep: async () => {},
  setTimer: () => ({ cancel() {} }),
};
const DEPRECATED = new Date('2026-04-01T00:00:00Z');

function open(sunset: string) {
  const db = openDatabase();
  db.create(PEOPLE_SCHEMA);
  const people = peopleStore(db);
  people.add({ given: 'Ada', family: 'Lovelace' });
  const plan = decided({ deprecatedAt: DEPRECATED, sunsetAt: new Date(sunset) });
  const retire = retirement({ clock, plan, documentation: 'https://shop.test/docs' });
  return peopleApi({ people, retire });
}

test.each(['2026-10-01', '2026-04-02'])(
  'what ends on %s takes whatever is sent',
  async (sunset) => {
    const paths = [
      '/v1/users/1',
      '/v1/users/999999999999',
      '/v1/users',
      '/v2/people',
      '/v1/feedback',
      '/v1/users/%3E;rel=x',
      '/v1//users/../feedback?a=%3e"',
    ];
    expect(await serverErrors(open(sunset), { paths, fields: ['user-agent', 'link'] })).toEqual([]);
  },
);

test('an address cannot add a link of its own', async () => {
  const api = open('2026-10-01');
  const answer = await api.request('/v1/users/1>;rel=next,<x?q=>;"');
  expect(answer.headers.get('link')).toBe(
    '</v2/people/1%3E;rel=next,%3Cx?q=%3E;%22>; rel="successor-version", <https://shop.test/docs>; rel="deprecation"',
  );
});

test.each([
  ['/v1/%75sers/1', '</v2/people/1>'],
  ['/v1/use%72s', '</v2/people>'],
])('%s has the successor %s', async (path, successor) => {
  const answer = await open('2026-10-01').request(path);
  expect(answer.headers.get('link')).toMatch(successor);
});

test('an ended address leads on to its successor, however it is written', async () => {
  const init = { method: 'POST', body: '{"text":"a"}' };
  const answer = await open('2026-04-02').request('/v1/%66eedback?a=1', init);
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/v2/feedback?a=1']);
});

test.each(['Ada\u0000', '\ud800', ' '])('%j is nobody', async (name) => {
  const init = { method: 'POST', body: JSON.stringify({ name }) };
  expect((await open('2026-10-01').request('/v1/users', init)).status).toBe(422);
});

test('an end before the deprecation is refused when it is decided', () => {
  expect(() => decided({ deprecatedAt: NOW, sunsetAt: DEPRECATED })).toThrow(RangeError);
});

test.each([
  ['@1775001600', '2026-04-01T00:00:00.000Z'],
  ['@-1', '1969-12-31T23:59:59.000Z'],
  ['@1775001600;a=1', '2026-04-01T00:00:00.000Z'],
  ['@1775001600.5', undefined],
  ['1775001600', undefined],
  ['true', undefined],
  ['?1', undefined],
  ['Wed, 01 Apr 2026 00:00:00 GMT', undefined],
  [`@${'9'.repeat(400)}`, undefined],
  [null, undefined],
])('Deprecation: %s is read as %s', (field, date) => {
  expect(readDate(field)?.toISOString()).toBe(date);
});

/** Reads twice from a server that always gives this answer. */
async function readTwice(status: number, headers: Record<string, string>) {
  const asked: string[] = [];
  const warnings: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(String(url));
    return new Response(null, { status, headers });
  };
  const read = movingClient({ fetch, clock, warn: (text) => warnings.push(text) });
  await read('http://api/v1/users/1');
  await read('http://api/v1/users/1');
  return { asked, warnings: warnings.length };
}

const OLD = 'http://api/v1/users/1';
const NEXT = { Deprecation: '@1775001600', Link: '</v2/people/1>; rel="successor-version"' };

test.each([
  ['is deprecated', 200, NEXT, [OLD, 'http://api/v2/people/1'], 2],
  ['will be', 200, { ...NEXT, Deprecation: '@1800000000' }, [OLD, OLD], 1],
  [
    'leads to another server',
    200,
    { ...NEXT, Link: '<//evil/>; rel="successor-version"' },
    [OLD, OLD],
    1,
  ],
  ['leads to itself', 200, { ...NEXT, Link: `<${OLD}>; rel="successor-version"` }, [OLD, OLD], 1],
  ['leads nowhere', 200, { Deprecation: '@1' }, [OLD, OLD], 1],
  ['is gone without a word', 410, {}, [OLD, OLD], 1],
] as const)('a client whose address %s', async (_name, status, headers, asked, warnings) => {
  expect(await readTwice(status, headers)).toEqual({ asked, warnings });
});
