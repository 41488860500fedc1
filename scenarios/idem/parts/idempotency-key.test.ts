import { describe, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { readIdempotencyKey, writeIdempotencyKey } from './idempotency-key.ts';

describe('Idempotency-Key', () => {
  test('is a String of RFC 9651, between double quotes', () => {
    expect(readIdempotencyKey('"8e03978e-40d5-43e8-bc93-6894a57f9324"')).toBe(
      '8e03978e-40d5-43e8-bc93-6894a57f9324',
    );
  });

  test.each([
    ['a bare token', 'abc'],
    ['an empty string', '""'],
    ['no string at all', ''],
    ['an open quote', '"abc'],
    ['a quote inside', '"a"c"'],
    ['an escape of neither quote nor backslash', '"a\\c"'],
    ['a character beyond ASCII', '"ä"'],
    ['a control character', '"a\tc"'],
    ['something behind it', '"abc"x'],
    ['a parameter of no name', '"abc";'],
    ['a parameter in capitals', '"abc";A=1'],
    ['a parameter whose value is no item', '"abc";a="'],
    ['two keys, as two lines arrive', '"abc", "abd"'],
    ['65 characters', `"${'k'.repeat(65)}"`],
  ])('is refused if it is %s', (_, value) => {
    expect(readIdempotencyKey(value)).toBeUndefined();
  });

  test.each([
    '"abc";a',
    '"abc"; a=1;b="x;y";c=?1',
    '"abc";a=1.5;b=tok/en:1;c=:aGk=:;d=@1659578233;e=%"f%c3%bc"',
  ])('may have parameters, which say nothing: %s', (value) => {
    expect(readIdempotencyKey(value)).toBe('abc');
  });

  test('may be 64 characters long', () => {
    expect(readIdempotencyKey(`"${'k'.repeat(64)}"`)).toHaveLength(64);
  });

  test.each(['plain', 'with "quotes"', 'with \\ backslash', '\\"'])('comes back as %s', (key) => {
    expect(readIdempotencyKey(writeIdempotencyKey(key))).toBe(key);
  });
});

describe('fingerprint', () => {
  const order = { productId: 1, gift: { to: 'Grace', wrap: true }, notes: ['a', 'b'] };

  test('is the same whatever the order of members, at every depth', () => {
    const rewritten = { notes: ['a', 'b'], gift: { wrap: true, to: 'Grace' }, productId: 1 };
    expect(fingerprint(rewritten)).toBe(fingerprint(order));
  });

  test.each([
    ['a changed value', { ...order, productId: 2 }],
    ['an added member', { ...order, express: true }],
    ['a member less', { productId: 1, notes: ['a', 'b'] }],
    ['another order of array items', { ...order, notes: ['b', 'a'] }],
    ['text in place of a number', { ...order, productId: '1' }],
  ])('is another one with %s', (_, other) => {
    expect(fingerprint(other)).not.toBe(fingerprint(order));
  });
});
