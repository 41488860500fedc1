import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { openAgreement } from './agreement.ts';
import { bookingsApi } from './bookings-api.ts';
import { DOCUMENT } from './document.ts';
import { invalidContents } from './invalid.ts';
import { openSchemas } from './schemas.ts';
import { exampleOf } from './stand-in.ts';

const { Guest, Stay } = DOCUMENT.components.schemas;
const ADAS = { name: 'Ada', email: 'ada@mail.example', from: '2026-03-02', nights: 3 };

describe('the schemas', () => {
  const judge = openSchemas(DOCUMENT)('/components/schemas/NewBooking');

  it('let through what fits, and tell all that does not, with pointers', () => {
    expect(judge(ADAS)).toEqual([]);
    expect(judge({ ...ADAS, nights: 15, 'a/b~c': 1 })).toEqual([
      { pointer: '/nights', detail: 'must be <= 14' },
      { pointer: '/a~1b~0c', detail: 'must NOT have unevaluated properties' },
    ]);
  });

  it('look at formats', () => {
    expect(judge({ ...ADAS, from: '2026-02-30' })).toEqual([
      { pointer: '/from', detail: 'must match format "date"' },
    ]);
    expect(judge({ ...ADAS, from: '2028-02-29' })).toEqual([]);
  });

  it('tell no more than a few faults of a content that has thousands', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`m${n}`, n]));
    expect(judge({ ...ADAS, ...many }).length).toBeLessThanOrEqual(20);
  });

  it('have examples that fit', () => {
    for (const name of Object.keys(DOCUMENT.components.schemas)) {
      const pointer = `/components/schemas/${name}`;
      const example = exampleOf(DOCUMENT, { $ref: `#${pointer}` });
      expect([name, openSchemas(DOCUMENT)(pointer)(example)]).toEqual([name, []]);
    }
  });

  it('refuse every content that is made to be wrong, at the place that is wrong', () => {
    for (const { pointer, value } of invalidContents(DOCUMENT, [Guest, Stay])) {
      expect(judge(value).map((fault) => fault.pointer)).toContain(pointer);
    }
  });
});

describe('the agreement', () => {
  const disagreement = openAgreement(DOCUMENT);
  const seen = {
    method: 'POST',
    path: '/bookings',
    status: 201,
    type: 'application/json',
    fields: ['location'],
    content: JSON.stringify({ ...ADAS, id: '1' }),
  };

  it.each([
    ['as described', {}, undefined],
    ['another status', { status: 409 }, '409 of POST /bookings is not described'],
    ['another media type', { type: 'text/html' }, 'text/html is not described'],
    ['no field that is required', { fields: [] }, 'the field Location is missing'],
    ['a content that does not fit', { content: '{}' }, "/name must have required property 'name'"],
    ['no JSON', { content: 'x' }, 'the content must be object'],
    ['a method that is refused', { method: 'DELETE', status: 405 }, undefined],
    ['a method that works', { method: 'DELETE', status: 204 }, 'DELETE /bookings is not described'],
    ['a path that is not there', { path: '/admin', status: 404 }, undefined],
    ['a path that is', { path: '/admin', status: 200 }, '/admin is not described'],
  ])('is told of %s', (_, change, found) => {
    expect(disagreement({ ...seen, ...change })).toBe(found);
  });

  it('holds each line of a stream against the schema of an item', () => {
    const list = { ...seen, method: 'GET', status: 200, type: 'application/jsonl' };
    expect(disagreement({ ...list, content: '' })).toBeUndefined();
    expect(
      disagreement({ ...list, content: `${seen.content}\n${seen.content}\n` }),
    ).toBeUndefined();
    expect(disagreement({ ...list, content: `${seen.content}\n{}\n` })).toMatch(
      /^\/name must have/,
    );
  });
});

it('takes whatever is sent for what it is', async () => {
  const app = bookingsApi({ isKnown: (token) => token === 'adas' });
  const options = {
    paths: ['/bookings', '/bookings/1', '/bookings/__proto__', '/openapi.json'],
    fields: ['authorization'],
    given: { authorization: 'Bearer adas' },
  };
  expect(await serverErrors(app, options)).toEqual([]);
});

it.each([
  ['a name that is nothing but spaces', 'application/json', { ...ADAS, name: '  ' }, 422],
  ['a form', 'application/x-www-form-urlencoded', ADAS, 415],
  ['a type that only begins so', 'application/json-patch+json', ADAS, 415],
  ['a charset beside the type', 'application/JSON; charset=utf-8', ADAS, 201],
])('answers %s as described', async (_, type, booking, status) => {
  const app = bookingsApi({ isKnown: () => true });
  const answer = await app.request('/bookings', {
    method: 'POST',
    headers: { authorization: 'Bearer adas', 'content-type': type },
    body: JSON.stringify(booking),
  });
  const observed = {
    method: 'POST',
    path: '/bookings',
    status: answer.status,
    type: answer.headers.get('content-type')?.split(';')[0],
    fields: [...answer.headers.keys()],
    content: await answer.text(),
  };
  expect([answer.status, openAgreement(DOCUMENT)(observed)]).toEqual([status, undefined]);
});
