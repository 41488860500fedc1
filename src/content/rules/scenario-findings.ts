import { isRun } from '../../evidence/evidence.ts';
import { citationProblemsIn } from '../../knowledge/citation.ts';
import { findScenario } from '../../lab/catalogue/catalogue.ts';
import type { Group } from '../group.ts';
import type { Section } from '../lesson.ts';
import { brokenRules, type Finding } from '../written/finding.ts';
import type { LessonPart, ScenarioContent } from '../written/group-content.ts';
import type { WrittenCard } from '../written/read-cards.ts';
import { cardProblems } from './card-rules.ts';
import { type Entries, proofProblems, runProblems } from './evidence-rules.ts';
import { chapterProblems } from './part-rules.ts';
import { questionRules } from './question-rules.ts';
import { sectionRules } from './section-rules.ts';
import { brokenTurn } from './turn-rules.ts';

/** What the rules of content ask about what they look at. */
export interface Surroundings {
  /** The scenarios that the content plays or serves, and its own. */
  readonly entries: Entries;
  readonly groups: readonly Group[];
  /** The ids of the misconceptions that the content may name. */
  readonly misconceptions: ReadonlySet<string>;
}

/** A scenario needs this many cards once it is finished. */
const FEWEST_CARDS = 3;

/** What is wrong with a scenario's chapter and cards, before anything is played. */
export function scenarioFindings(
  { entry, chapter, cards, recordings }: ScenarioContent,
  surroundings: Surroundings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const folder = `scenarios/${entry.group}/${entry.name}`;
  if (chapter !== undefined) {
    const problems = chapterProblems(chapter, entry, surroundings.entries);
    findings.push(...problems.map((text) => ({ file: chapter.file, text })));
    findings.push(...partFindings(chapter, surroundings));
  } else if (!entry.draft) {
    findings.push({ file: `${folder}/chapter.md`, text: 'It is missing.' });
  }
  if (!entry.draft && (cards?.cards ?? []).length < FEWEST_CARDS) {
    const text = `A scenario has ${FEWEST_CARDS} cards or more.`;
    findings.push({ file: cards?.file ?? `${folder}/cards.yaml`, text });
  }
  if (cards === undefined) return findings;
  const { file } = cards;
  findings.push(...cards.findings, ...citationFindings(cards));
  for (const { card, line } of cards.cards) {
    const problems = [...cardProblems(card), ...cardSurroundings(card, surroundings)];
    if (card.kind === 'predict-wire' && !Object.hasOwn(recordings, card.id)) {
      problems.push(`It is not recorded: npm run record -- ${entry.group}/${entry.name}`);
    }
    findings.push(...problems.map((text) => ({ file, line, about: card.id, text })));
  }
  return findings;
}

/** What is wrong with the sections of a part of a lesson, each on its own. */
export function partFindings(part: LessonPart, surroundings: Surroundings): readonly Finding[] {
  const { file, lines, sections } = part;
  const ofSections = sections.flatMap((section) => {
    const line = lines.get(section);
    const where = { file, about: section.title, ...(line !== undefined && { line }) };
    const problems = [
      ...brokenRules(sectionRules, section),
      ...section.blocks.flatMap((block) => blockProblems(block, surroundings)),
    ];
    return problems.map((text) => ({ ...where, text }));
  });
  return [...part.findings, ...citationFindings(part), ...ofSections];
}

/** What is wrong with the sections of standards that a text cites in brackets. */
function citationFindings({ file, text }: { file: string; text: string }): readonly Finding[] {
  return text
    .split('\n\n')
    .flatMap((paragraph) =>
      citationProblemsIn(paragraph).map((problem) => ({ file, text: problem })),
    );
}

function cardSurroundings(
  card: WrittenCard,
  { entries, misconceptions }: Surroundings,
): readonly string[] {
  const looksAtRun = card.kind === 'order' || card.kind === 'predict-wire';
  const distractors = 'distractors' in card ? card.distractors : [];
  return [
    ...proofProblems({ ...card, looksAtRun }, entries),
    ...unknownMisconceptions(distractors, misconceptions),
  ];
}

function blockProblems(
  block: Section['blocks'][number],
  { entries, groups, misconceptions }: Surroundings,
): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return [];
    case 'predict':
      return [
        ...brokenRules(questionRules, block),
        ...proofProblems({ ...block, looksAtRun: false }, entries),
        ...unknownMisconceptions(block.distractors, misconceptions),
      ];
    case 'play':
      return runProblems(block, entries);
    case 'turn': {
      const served = [...entries.values()].flatMap(({ id, isServed }) => (isServed ? [id] : []));
      const ofGroups = groups.flatMap(({ id, serve }) => (serve === undefined ? [] : [id]));
      return brokenTurn(block, [...ofGroups, ...served]);
    }
  }
}

function unknownMisconceptions(
  distractors: readonly { readonly misconception: string }[],
  known: ReadonlySet<string>,
): readonly string[] {
  return distractors
    .filter(({ misconception }) => !known.has(misconception))
    .map(
      ({ misconception }) =>
        `The misconception '${misconception}' stands in no misconceptions.yaml of the group or of all.`,
    );
}

/** The scenarios that content plays or serves. Those that do not exist are left out. */
export async function namedScenarios(
  parts: readonly LessonPart[],
  cards: readonly WrittenCard[],
): Promise<Entries> {
  const ofCards = cards.flatMap(({ evidence }) => evidence.filter(isRun)).map(({ run }) => run);
  const ofParts = parts
    .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks))
    .flatMap((block): readonly string[] => {
      if (block.kind === 'play') return [block.run];
      if (block.kind === 'turn') return [block.serve];
      return block.kind === 'predict' ? block.evidence.filter(isRun).map(({ run }) => run) : [];
    });
  const ids = [...new Set([...ofCards, ...ofParts])];
  const found = await Promise.all(ids.map(findScenario));
  return new Map(found.flatMap((entry) => (entry === undefined ? [] : [[entry.id, entry]])));
}
