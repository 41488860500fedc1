import { expect, it } from 'vitest';
import { unwrapped } from '../../src/content/written/prose-text.ts';

it('lines of a paragraph are joined', () => {
  expect(unwrapped('A client asks\nonce more.\n')).toBe('A client asks once more.');
});

it('blank lines part paragraphs', () => {
  expect(unwrapped('First\none.\n\n\nSecond.\n')).toBe('First one.\n\nSecond.');
});

it('indented lines stay lines of their own', () => {
  expect(unwrapped('It sends:\n  GET /a\n  host: b\nWhy?\n')).toBe(
    'It sends:\n  GET /a\n  host: b\nWhy?',
  );
});
