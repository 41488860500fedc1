import { expect, it } from 'vitest';
import { decode } from '../../src/progress/decode.ts';

const text = '{"prices":"5 €"}';
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 as PowerShell writes it', Buffer.concat([Buffer.of(0xff, 0xfe), little])],
  ['UTF-16 with the high bytes first', Buffer.concat([Buffer.of(0xfe, 0xff), big])],
  ['UTF-16 without a byte order mark', little],
  ['UTF-16 with the high bytes first and no mark', big],
])('reads %s', (_, bytes) => {
  expect(decode(bytes)).toBe(text);
});

it('reads what has no two bytes', () => {
  expect([decode(Buffer.of()), decode(Buffer.from('7'))]).toEqual(['', '7']);
});
