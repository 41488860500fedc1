import { describe, expect, it } from 'vitest';
import { inlineCode } from '../../src/dialogue/inline-code.ts';
import { labelled, prose } from '../../src/dialogue/look.ts';
import { type Row, span } from '../../src/text/spans.ts';

const colours = { colour: true, plain: false };
const parts = (row: Row) => row.map(({ text, role }) => [text, role]);
const texts = (rows: readonly Row[]) => rows.map((row) => row.map(({ text }) => text).join(''));

describe('code within a text', () => {
  it('is set off by its colour', () => {
    expect(parts(inlineCode('Which `id` is sent?', colours, 'strong'))).toEqual([
      ['Which ', 'strong'],
      ['id', 'request'],
      [' is sent?', 'strong'],
    ]);
  });

  it.each([
    ['without colour', { colour: false, plain: false }],
    ['where words are wanted', { colour: true, plain: true }],
  ])('keeps its backticks %s', (_, look) => {
    const row = inlineCode('Which `id` is sent?', look);
    expect(texts([row])).toEqual(['Which `id` is sent?']);
    expect(new Set(row.map(({ role }) => role))).toEqual(new Set(['plain']));
  });

  it('needs two backticks', () => {
    expect(parts(inlineCode('a ` alone', colours))).toEqual([['a ` alone', 'plain']]);
  });
});

describe('a row that is broken', () => {
  const look = { width: 40, ...colours };

  it('keeps a comma with the code before it', () => {
    const rows = prose('Ten of the letters and then `abcdefghij`, more', look);
    expect(texts(rows)).toEqual(['Ten of the letters and then', 'abcdefghij, more']);
  });

  it('keeps the spaces between words, and loses those at a break', () => {
    const text = [span('a  b '), span('and then much more than fits one row')];
    expect(texts(labelled([span('1  ')], text, look))).toEqual([
      '1  a  b and then much more than fits',
      '   one row',
    ]);
  });

  it('cuts a word that is longer than a row', () => {
    expect(texts(prose(`see ${'x'.repeat(50)}`, look))).toEqual([
      'see',
      'x'.repeat(38),
      'x'.repeat(12),
    ]);
  });
});
