import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from './desk-messages.ts';

test('reads what it knows', () => {
  expect(readMessage('{"type":"price","stock":"ABC","more":1}')).toEqual({
    type: 'price',
    stock: 'ABC',
  });
});

test.each([
  ['', 'not JSON'],
  ['{"type":', 'not JSON'],
  ['null', 'no such type'],
  ['"price"', 'no such type'],
  ['[]', 'no such type'],
  ['{"type":"buy"}', 'no such type'],
  ['{"type":"price"}', 'not a stock'],
  ['{"type":"price","stock":["ABC"]}', 'not a stock'],
  ['{"type":"price","stock":"__proto__"}', 'not a stock'],
])('says of %j that it is %s', (text, fault) => {
  expect(readMessage(text)).toEqual({ fault });
});

test('throws for nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(readMessage(text)).toBeDefined();
    }),
  );
});
