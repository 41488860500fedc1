import { expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { TYPES, WRITERS } from './forms.ts';
import { menuIn } from './menu.ts';
import { menuApi } from './menu-api.ts';
import { byWeight } from './negotiation.ts';
import { protobufToDishes } from './protobuf.ts';

test('the menu takes whatever is sent for what it is', async () => {
  const options = { paths: ['/menu', '/'], fields: ['accept', 'accept-language'] };
  expect(await serverErrors(menuApi({ dishes: 2 }), options)).toEqual([]);
});

test.each([
  [null, 'application/json'],
  ['', undefined],
  ['*/*', 'application/json'],
  ['TEXT/CSV', 'text/csv'],
  ['text/csv;q=0.001, application/*;q=0', 'text/csv'],
  // The most specific range decides, though another one that fits has a higher weight.
  ['text/csv;q=0.1, text/*;q=0.9, application/json;q=0.5', 'application/json'],
  ['application/json;q=2, text/csv;q=0.1', 'text/csv'],
  ['application/json;q=, text/csv;q=0.1', 'text/csv'],
  ['text/html, image/*', undefined],
])('Accept: %s chooses %s', (accept, type) => {
  expect(byWeight.type(accept, TYPES)).toBe(type);
});

test.each([
  [null, 'en'],
  ['*', 'en'],
  ['FR', 'fr'],
  ['fr-CA-x-mine', 'fr'],
  ['fr_CA', 'en'],
  ['fra', 'en'],
  ['fr;q=0, de', 'en'],
  // What is refused by name is not sent while there is something else.
  ['en;q=0, *', 'fr'],
  ['en;q=0', 'fr'],
  ['en;q=0, fr;q=0', 'en'],
  ['de, *;q=0.5, fr;q=0.1', 'en'],
  ['fr;q=0.1, en;q=0.2', 'en'],
])('Accept-Language: %s chooses %s', (accepted, tag) => {
  expect(byWeight.language(accepted, ['en', 'fr'])).toBe(tag);
});

test('a menu comes out of Protobuf as it went in, none too', () => {
  for (const dishes of [0, 1, 300]) {
    const menu = menuIn('fr', dishes);
    expect(protobufToDishes(WRITERS['application/protobuf'](menu))).toEqual(menu);
  }
  expect(() => protobufToDishes(Uint8Array.of(0x0a, 0xff))).toThrow();
});

test('CSV keeps commas, quotes and line breaks inside a name', () => {
  const name = 'Soup, "hot"\nand thick';
  const bytes = WRITERS['text/csv']([{ id: 1, name, cents: 5 }]);
  expect(new TextDecoder().decode(bytes)).toBe(
    'id,name,cents\r\n1,"Soup, ""hot""\nand thick",5\r\n',
  );
});
