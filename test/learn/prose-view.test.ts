import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../../src/content/lesson.ts';
import { printed } from '../../src/dialogue/look.ts';
import { proseRows } from '../../src/learn/prose-view.ts';
import { hues } from '../../src/text/hues.ts';

function shown(paragraphs: readonly Paragraph[], { width = 40, colour = false } = {}): string {
  const look = { width, colour, plain: false };
  return printed(proseRows(paragraphs, look), look);
}

describe('prose', () => {
  it('is wrapped between words; a comma stays with the code before it', () => {
    const spans = [
      { text: 'The reader that comes back says ' },
      { text: 'idem', style: 'code' },
      { text: ', and no more.' },
    ] as const;
    expect(shown([{ kind: 'text', spans }])).toBe(
      '  The reader that comes back says\n  `idem`, and no more.\n\n',
    );
  });

  it('shows code by colour where there is colour', () => {
    const text = shown([{ kind: 'text', spans: [{ text: 'id', style: 'code' }] }], {
      colour: true,
    });
    expect(text).toContain(`\u001b[38;5;${hues.teal}mid\u001b[39m`);
    expect(text).not.toContain('`');
  });

  it('hangs the items of a list under their first word, and keeps them together', () => {
    const item = (text: string): Paragraph => ({ kind: 'item', marker: '1.', spans: [{ text }] });
    expect(shown([item('one that is too long for a single row'), item('two')])).toBe(
      '  1. one that is too long for a single\n     row\n  1. two\n\n',
    );
  });

  it('keeps the lines and the indentation of code', () => {
    expect(shown([{ kind: 'code', lines: ['{', '  "a": 1', '', '}'] }])).toBe(
      '    {\n      "a": 1\n\n    }\n\n',
    );
  });

  it('never has lines that are hard to read, however wide the terminal', () => {
    const spans = [{ text: 'word '.repeat(100) }];
    const lines = shown([{ kind: 'text', spans }], { width: 200 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(90);
  });
});
