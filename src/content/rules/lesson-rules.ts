import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import type { Block, Lesson, Paragraph, Play, Section } from '../lesson.ts';
import { brokenRules, type Rule } from '../written/finding.ts';
import { repeated } from './question-rules.ts';

/** What can be read aloud in a minute, in words; silent readers are faster. */
const WORDS_A_MINUTE = 200;

const FIRST = 'The problem';
const LAST = ['Trade-offs', 'When not to use it', 'What interviewers ask'];

const titleIsFilled: Rule<Lesson> = ({ title }) =>
  title.trim().length < 10 ? ['The title is shorter than 10 characters.'] : [];

const sectionsEachLessonHas: Rule<Lesson> = ({ sections }) => {
  const titles = sections.map(({ title }) => title);
  return [
    ...(titles[0] === FIRST ? [] : [`The first section must be '${FIRST}'.`]),
    ...(titles.slice(-LAST.length).join('\n') === LAST.join('\n')
      ? []
      : [`The last sections must be ${LAST.map((title) => `'${title}'`).join(', ')}.`]),
  ];
};

const sixToTenSections: Rule<Lesson> = ({ sections }) =>
  sections.length < 6 || sections.length > 10
    ? [`The lesson has ${sections.length} sections; 6 to 10 are wanted.`]
    : [];

const sectionIdsDiffer: Rule<Lesson> = ({ sections }) =>
  repeated(sections.map(({ id }) => id)).map((id) => `Two sections have the id ${id}.`);

const predictsAndPlays: Rule<Lesson> = ({ sections }) => {
  const both = sections.filter((each) => has(each, 'predict') && has(each, 'play')).length;
  return both < 2 ? [`Two sections or more must predict and play; ${both} do.`] : [];
};

const oneOrTwoTurns: Rule<Lesson> = ({ sections }) => {
  const turns = sections.filter((section) => has(section, 'turn')).length;
  return turns < 1 || turns > 2 ? [`The lesson has ${turns} turns; one or two are wanted.`] : [];
};

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

const lessonRules: readonly Rule<Lesson>[] = [
  titleIsFilled,
  sectionsEachLessonHas,
  sixToTenSections,
  sectionIdsDiffer,
  predictsAndPlays,
  oneOrTwoTurns,
];

/** Rules for one section. */
export const sectionRules: readonly Rule<Section>[] = [
  onePredictAndTurn,
  predictBeforePlay,
  readInAMinute,
  sectionSaysSomething,
];

/** What a lesson as a whole breaks. */
export function lessonProblems(
  lesson: Lesson,
  catalogue: readonly CatalogueEntry[],
): readonly string[] {
  const naiveFirst: Rule<Lesson> = ({ sections }) => {
    const kinds = sections
      .flatMap(({ blocks }) => blocks.filter((block): block is Play => block.kind === 'play'))
      .map(({ run, variant }) => catalogue.find(({ id }) => id === run)?.variants[variant]?.kind);
    return kinds[0] === 'naive' && kinds.includes('correct')
      ? []
      : ['A naive variant must be played first, and a correct one after it.'];
  };
  return brokenRules([...lessonRules, naiveFirst], lesson);
}

function has(section: Section, kind: Block['kind']): boolean {
  return section.blocks.some((block) => block.kind === kind);
}

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
