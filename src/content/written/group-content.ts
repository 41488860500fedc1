import { readFile } from 'node:fs/promises';
import { type CatalogueEntry, packageRoot } from '../../lab/catalogue/catalogue.ts';
import { servedWords } from '../../lab/catalogue/servers.ts';
import type { Lesson } from '../lesson.ts';
import { cardProblems } from '../rules/card-rules.ts';
import { deckRules } from '../rules/deck-rules.ts';
import { proofProblems, runProblems } from '../rules/evidence-rules.ts';
import { lessonProblems, sectionRules } from '../rules/lesson-rules.ts';
import { questionRules } from '../rules/question-rules.ts';
import { brokenTurn } from '../rules/turn-rules.ts';
import { brokenRules, type Finding } from './finding.ts';
import { type PlacedCard, readCards } from './read-cards.ts';
import { type LessonRead, readLesson } from './read-lesson.ts';

/** What was written for a group, and what is wrong with it. */
export interface GroupContent {
  readonly group: string;
  /** Absent where the group has no cards yet. */
  readonly cards?: readonly PlacedCard[];
  /** Absent where the group has no lesson yet. */
  readonly lesson?: LessonRead;
  readonly findings: readonly Finding[];
}

/** What the rules of content ask about what they look at. */
export interface Surroundings {
  readonly catalogue: readonly CatalogueEntry[];
  /** The groups whose servers can be started. */
  readonly served: readonly string[];
}

/** The files of a group, relative to the package. */
export const cardsFile = (group: string) => `scenarios/${group}/cards.yaml`;
export const lessonFile = (group: string) => `scenarios/${group}/lesson.md`;

/** The groups that have scenarios, in the order of the catalogue. */
export function groupsOf(catalogue: readonly CatalogueEntry[]): readonly string[] {
  return [...new Set(catalogue.map(({ group }) => group))];
}

/** Reads and lints what was written for the groups. Nothing is played. */
export async function readContent(
  groups: readonly string[],
  catalogue: readonly CatalogueEntry[],
): Promise<readonly GroupContent[]> {
  const surroundings = { catalogue, served: servedWords(catalogue) };
  return Promise.all(
    groups.map(async (group) => {
      const cards = await textOf(cardsFile(group));
      const lesson = await textOf(lessonFile(group));
      return groupContent(group, { cards, lesson }, surroundings);
    }),
  );
}

/** Reads and lints the texts of a group. */
export function groupContent(
  group: string,
  texts: { readonly cards: string | undefined; readonly lesson: string | undefined },
  surroundings: Surroundings,
): GroupContent {
  const findings: Finding[] = [];
  let cards: readonly PlacedCard[] | undefined;
  let lesson: LessonRead | undefined;
  if (texts.cards !== undefined) {
    const file = cardsFile(group);
    const read = readCards(texts.cards, { file, group });
    cards = read.cards;
    findings.push(...read.findings, ...cardFindings(file, cards, surroundings));
  }
  if (texts.lesson !== undefined) {
    const file = lessonFile(group);
    lesson = readLesson(texts.lesson, { file, group });
    findings.push(...lesson.findings, ...lessonFindings(file, lesson, surroundings));
  }
  return { group, ...(cards && { cards }), ...(lesson && { lesson }), findings };
}

function cardFindings(
  file: string,
  cards: readonly PlacedCard[],
  { catalogue }: Surroundings,
): readonly Finding[] {
  const ofCards = cards.flatMap(({ card, line }) =>
    [
      ...cardProblems(card),
      ...proofProblems(
        { ...card, looksAtRun: card.kind === 'order' || card.kind === 'predict-wire' },
        catalogue,
      ),
    ].map((text) => ({ file, line, about: card.id, text })),
  );
  const deck = cards.map(({ card }) => card);
  return [...ofCards, ...brokenRules(deckRules, deck).map((text) => ({ file, text }))];
}

function lessonFindings(
  file: string,
  { lesson, lines }: LessonRead,
  surroundings: Surroundings,
): readonly Finding[] {
  const ofSections = lesson.sections.flatMap((section) => {
    const line = lines.get(section);
    const problems = [
      ...brokenRules(sectionRules, section),
      ...section.blocks.flatMap((block) => blockProblems(block, surroundings)),
    ];
    const where = { file, about: section.title, ...(line !== undefined && { line }) };
    return problems.map((text) => ({ ...where, text }));
  });
  const ofLesson = lessonProblems(lesson, surroundings.catalogue);
  return [...ofSections, ...ofLesson.map((text) => ({ file, text }))];
}

function blockProblems(
  block: Lesson['sections'][number]['blocks'][number],
  { catalogue, served }: Surroundings,
): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return [];
    case 'predict':
      return [
        ...brokenRules(questionRules, block),
        ...proofProblems({ ...block, looksAtRun: false }, catalogue),
      ];
    case 'play':
      return runProblems(block, catalogue);
    case 'turn':
      return brokenTurn(block, served);
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(file, packageRoot), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
