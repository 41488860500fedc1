import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import type { Block, Section } from '../lesson.ts';
import { brokenRules, type Rule } from '../written/finding.ts';
import type { LessonPart } from '../written/group-content.ts';
import type { Entries } from './evidence-rules.ts';

/** The first section of every lesson, and its last ones. */
const FIRST = 'The problem';
const LAST = ['Trade-offs', 'When not to use it', 'What interviewers ask'];

const titleIsFilled: Rule<LessonPart> = ({ title = '' }) =>
  title.trim().length < 10
    ? ['The title, a # line, is missing or shorter than 10 characters.']
    : [];

const tellsTheProblem: Rule<LessonPart> = ({ sections }) => [
  ...(sections[0]?.title === FIRST ? [] : [`The first section must be '${FIRST}'.`]),
  ...(sections.length > 2 ? ['An intro has one or two sections.'] : []),
];

const asksAndPlaysNothing: Rule<LessonPart> = ({ sections }) =>
  sections.flatMap(({ title, blocks }) =>
    blocks
      .filter(({ kind }) => kind !== 'prose')
      .map(({ kind }) => `'${title}' holds a ${kind}, which belongs in a chapter.`),
  );

const hasNoTitle: Rule<LessonPart> = ({ title }) =>
  title === undefined ? [] : ['Only the intro has a title, a # line.'];

const endsAsEveryLesson: Rule<LessonPart> = ({ sections }) =>
  sections.map(({ title }) => title).join('\n') === LAST.join('\n')
    ? []
    : [`The sections must be ${LAST.map((title) => `'${title}'`).join(', ')}.`];

const twoToFourSections: Rule<LessonPart> = ({ sections }) =>
  sections.length < 2 || sections.length > 4
    ? [`The chapter has ${sections.length} sections; 2 to 4 are wanted.`]
    : [];

const predictsFirst: Rule<LessonPart> = ({ sections: [first] }) =>
  first === undefined || (has(first, 'predict') && has(first, 'play'))
    ? []
    : [`The first section must predict and then play; '${first.title}' does not.`];

const oneTurn: Rule<LessonPart> = ({ sections }) =>
  sections.filter((section) => has(section, 'turn')).length > 1
    ? ['A chapter has at most one turn.']
    : [];

/** What an intro breaks. */
export function introProblems(part: LessonPart): readonly string[] {
  return brokenRules([titleIsFilled, tellsTheProblem, asksAndPlaysNothing], part);
}

/** What an outro breaks. */
export function outroProblems(part: LessonPart): readonly string[] {
  return brokenRules([hasNoTitle, endsAsEveryLesson], part);
}

/** What a chapter breaks. */
export function chapterProblems(
  part: LessonPart,
  entry: CatalogueEntry,
  entries: Entries,
): readonly string[] {
  const naiveFirst: Rule<LessonPart> = ({ sections }) => {
    const kinds = sections
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'play' ? [block] : [])))
      .map(({ run, variant }) => entries.get(run)?.variants[variant]?.kind);
    const isTold = kinds[0] === 'naive' && kinds.includes('correct');
    return isTold || !hasNaive(entry)
      ? []
      : ['A naive variant must be played first, and a correct one after it.'];
  };
  return brokenRules([hasNoTitle, twoToFourSections, predictsFirst, oneTurn, naiveFirst], part);
}

function hasNaive({ variants }: CatalogueEntry): boolean {
  return Object.values(variants).some(({ kind }) => kind === 'naive');
}

function has(section: Section, kind: Block['kind']): boolean {
  return section.blocks.some((block) => block.kind === kind);
}
