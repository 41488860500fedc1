import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

describe('README.md shows what is printed', () => {
  const text = readFileSync('README.md', 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const [run = '', step = '', card = ''] = blocks.flatMap(([, language, shown = '']) =>
    language === '' ? [shown] : [],
  );

  it('by a run', async () => {
    const { stdout } = await apilab(['run', 'sse-replay']);
    // How long it took and how many bytes a port number is differ from run to run.
    const lines = run.split('\n').filter((line) => !/^ *(\.\.\.|\d+ connections.*)?$/.test(line));
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => !stdout.includes(`${line}\n`))).toEqual([]);
  });

  it.each([
    ['a lesson', step, ['learn', 'sse']],
    ['a card', card, ['quiz', 'idem', '--answers', '--count', '100']],
  ])('in the sentences of %s', async (_, shown, command) => {
    const { stdout } = await apilab(command);
    const page = words(stdout);
    const sentences = shown
      .split('\n\n')
      .map(words)
      .filter((each) => /^[A-Z].*[.?]$/.test(each));
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });
});

/** A text without how it is broken into lines and how its code is set off. */
function words(text: string): string {
  return text.replaceAll('`', '').trim().split(/\s+/).join(' ');
}
