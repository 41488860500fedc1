import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeText } from '../../src/text/safe-text.ts';
import { anyText } from '../report/any-event.ts';

test('an escape sequence becomes visible instead of acting', () => {
  expect(safeText('\u001b[2Jgone')).toBe('\\x1b[2Jgone');
});

test('line ends and tabs are written as people know them', () => {
  expect(safeText('a\r\n\tb')).toBe('a\\r\\n\\tb');
});

test('marks that reverse the reading direction become visible', () => {
  expect(safeText('user\u202egnp.exe')).toBe('user\\u202egnp.exe');
});

test('a surrogate that stands alone becomes visible, a pair stays a character', () => {
  expect(safeText('\ud83d! 😀')).toBe('\\ud83d! 😀');
});

test('ordinary text of any language stays as it is', () => {
  expect(safeText('Grüße, 日本, שלום')).toBe('Grüße, 日本, שלום');
});

test('no control character ever comes through', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(safeText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('what is safe is not escaped again', () => {
  fc.assert(fc.property(anyText, (text) => safeText(safeText(text)) === safeText(text)));
});
