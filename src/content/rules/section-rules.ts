import type { Block, Paragraph, Section } from '../lesson.ts';
import type { Rule } from '../written/finding.ts';

/** What can be read aloud in a minute, in words; silent readers are faster. */
const WORDS_A_MINUTE = 200;

const onePredictAndTurn: Rule<Section> = ({ blocks }) =>
  (['predict', 'turn'] as const)
    .filter((kind) => blocks.filter((block) => block.kind === kind).length > 1)
    .map((kind) => `A section has at most one ${kind}.`);

const predictBeforePlay: Rule<Section> = ({ blocks }) => {
  const predict = blocks.findIndex(({ kind }) => kind === 'predict');
  const play = blocks.findIndex(({ kind }) => kind === 'play');
  return predict >= 0 && play >= 0 && play < predict
    ? ['The prediction must stand before what is played.']
    : [];
};

const readInAMinute: Rule<Section> = ({ blocks }) => {
  const words = blocks.map(wordsOf).reduce((sum, each) => sum + each, 0);
  return words > WORDS_A_MINUTE
    ? [`The section has ${words} words; in under a minute one reads ${WORDS_A_MINUTE}.`]
    : [];
};

const sectionSaysSomething: Rule<Section> = ({ blocks }) =>
  blocks.some(({ kind }) => kind === 'prose') ? [] : ['The section has no prose.'];

/** Rules for one section. */
export const sectionRules: readonly Rule<Section>[] = [
  onePredictAndTurn,
  predictBeforePlay,
  readInAMinute,
  sectionSaysSomething,
];

/** The words that are read in any case: prose and questions, not code and rebuttals. */
function wordsOf(block: Block): number {
  switch (block.kind) {
    case 'prose':
      return block.paragraphs.map((each) => wordCount(paragraphText(each))).reduce(add, 0);
    case 'predict':
      return [block.question, block.key.text, ...block.distractors.map(({ text }) => text)]
        .map(wordCount)
        .reduce(add, 0);
    case 'turn':
      return wordCount(block.task);
    case 'play':
      return 0;
  }
}

function paragraphText(paragraph: Paragraph): string {
  return paragraph.kind === 'code' ? '' : paragraph.spans.map(({ text }) => text).join('');
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

const add = (a: number, b: number) => a + b;
