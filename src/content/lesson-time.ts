import type { Block, Paragraph, Section } from './lesson.ts';

/** How fast a text is read that one learns from, in words a minute. */
const WORDS_A_MINUTE = 170;

/** How long the parts of a section take that are not read, in minutes: guesses, rounded. */
const minutesFor = { predict: 0.5, play: 0.75, turn: 3 } as const;

/** How long a section takes, in minutes, not rounded. */
export function minutesOf({ blocks }: Pick<Section, 'blocks'>): number {
  return blocks.reduce((sum, block) => sum + minutesOfBlock(block), 0);
}

/** Minutes as they are said: `1 min`, `15 min`. */
export function inMinutes(minutes: number): string {
  return `${Math.max(1, Math.round(minutes))} min`;
}

function minutesOfBlock(block: Block): number {
  const read = (texts: readonly string[]) => wordsOf(texts.join(' ')) / WORDS_A_MINUTE;
  switch (block.kind) {
    case 'prose':
      return read(block.paragraphs.map(textOf));
    case 'predict': {
      const answers = [block.key, ...block.distractors].map(({ text }) => text);
      return minutesFor.predict + read([block.question, ...answers]);
    }
    case 'play':
      return minutesFor.play;
    case 'turn':
      return minutesFor.turn + read([block.task, block.learned]);
  }
}

function textOf(paragraph: Paragraph): string {
  if (paragraph.kind === 'code') return paragraph.lines.join(' ');
  return paragraph.spans.map(({ text }) => text).join('');
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
