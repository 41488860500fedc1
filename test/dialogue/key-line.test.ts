import { describe, expect, it } from 'vitest';
import { ENTER, type Key } from '../../src/dialogue/index.ts';
import { keyLine, keySentence } from '../../src/dialogue/key-line.ts';

const answers = (...keys: readonly string[]): Key[] => keys.map((key) => ({ key, does: 'answer' }));
const others: readonly Key[] = [
  { key: 'h', does: 'hint', phrase: 'for a hint' },
  { key: ENTER, does: 'next', phrase: 'to go on' },
  { key: 'n', does: 'next', silent: true },
  { key: 'q', does: 'quit' },
];

describe('the line of keys', () => {
  it('shows neighbours that do the same as a range', () => {
    expect(keyLine([...answers('1', '2', '3', '4'), ...others], 80)).toEqual([
      '1–4 answer · h hint · Enter next · q quit',
    ]);
  });

  it('names no key that is not offered', () => {
    expect(keyLine(answers('1', '3', '4', '6'), 80)).toEqual(['1,3–4,6 answer']);
  });

  it('goes on below where it is too long, between two keys', () => {
    expect(keyLine([...answers('1', '2'), ...others], 25)).toEqual([
      '1–2 answer · h hint',
      'Enter next · q quit',
    ]);
  });
});

describe('the sentence of keys', () => {
  it('says what to type, and what Enter alone does', () => {
    expect(keySentence([...answers('1', '2', '4'), ...others], 200)).toEqual([
      'Type 1, 2 or 4 to answer, h for a hint, q to quit, then press Enter. Press Enter alone to go on:',
    ]);
  });

  it('counts on past nine', () => {
    const numbers = Array.from({ length: 11 }, (_, index) => `${index + 1}`);
    expect(keySentence([...answers(...numbers)], 200)).toEqual([
      'Type 1 to 11 to answer, then press Enter:',
    ]);
  });

  it('speaks of Enter only where nothing else counts', () => {
    expect(keySentence([{ key: ENTER, does: 'finish' }], 200)).toEqual(['Press Enter to finish:']);
  });

  it('goes on below where it is too long, between two words', () => {
    expect(keySentence([...answers('1', '2'), ...others], 36)).toEqual([
      'Type 1 or 2 to answer, h for a hint,',
      'q to quit, then press Enter. Press',
      'Enter alone to go on:',
    ]);
  });
});
