import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Card, RecordedMessage } from '../card.ts';
import type { Group } from '../group.ts';
import { scenariosInOrder } from '../groups.ts';
import type { Lesson, Section } from '../lesson.ts';
import { textOf } from './files.ts';
import type { Finding } from './finding.ts';
import type { Home } from './home.ts';
import { type PlacedCard, readCards, type WrittenCard } from './read-cards.ts';
import { readSections } from './read-sections.ts';

/** A file that was written, as it stands and as it was read. */
interface Written {
  /** Relative to the package. */
  readonly file: string;
  readonly text: string;
  /** What cannot be read. */
  readonly findings: readonly Finding[];
}

/** A part of a lesson: intro, chapter or outro. */
export interface LessonPart extends Written {
  readonly title?: string;
  readonly sections: readonly Section[];
  readonly lines: ReadonlyMap<Section, number>;
}

/** The cards of a scenario. */
export interface CardsPart extends Written {
  readonly cards: readonly PlacedCard[];
}

/** What the cards of a scenario show of the wire, by the card's id. */
export type Recordings = Readonly<Record<string, readonly RecordedMessage[]>>;

/** What was written beside a scenario. */
export interface ScenarioContent {
  readonly entry: CatalogueEntry;
  readonly chapter?: LessonPart;
  readonly cards?: CardsPart;
  readonly recordings: Recordings;
}

/** What was written for a group. */
export interface GroupContent {
  readonly group: Group;
  readonly intro?: LessonPart;
  readonly outro?: LessonPart;
  /** In the order in which they are told. */
  readonly scenarios: readonly ScenarioContent[];
}

/** Reads what was written beside a scenario. */
export async function readScenarioContent(entry: CatalogueEntry): Promise<ScenarioContent> {
  const { id, group, name } = entry;
  const folder = `scenarios/${group}/${name}`;
  const chapter = await lessonPart({ file: `${folder}/chapter.md`, group, scenario: id });
  const home = { file: `${folder}/cards.yaml`, group, scenario: id };
  const text = await textOf(home.file);
  const recordings: Recordings = JSON.parse((await textOf(recordingsFile(entry))) ?? '{}');
  return {
    entry,
    ...(chapter && { chapter }),
    ...(text !== undefined && { cards: cardsPartOf(text, home) }),
    recordings,
  };
}

/** The file of what the cards of a scenario show, relative to the package. */
export function recordingsFile({ group, name }: Pick<CatalogueEntry, 'group' | 'name'>): string {
  return `scenarios/${group}/${name}/recorded.json`;
}

/** Reads what was written for a group and beside its scenarios. */
export async function readGroupContent(
  group: Group,
  catalogue: readonly CatalogueEntry[],
): Promise<GroupContent> {
  const folder = `scenarios/${group.id}/lesson`;
  const intro = await lessonPart({ file: `${folder}/intro.md`, group: group.id });
  const outro = await lessonPart({ file: `${folder}/outro.md`, group: group.id });
  const own = catalogue.filter((entry) => entry.group === group.id);
  const scenarios = await Promise.all(scenariosInOrder([group], own).map(readScenarioContent));
  return { group, ...(intro && { intro }), ...(outro && { outro }), scenarios };
}

/** Reads what was written for all groups. */
export async function readAllContent(groups: readonly Group[]): Promise<readonly GroupContent[]> {
  const catalogue = await readCatalogue({ drafts: true });
  return Promise.all(groups.map((group) => readGroupContent(group, catalogue)));
}

async function lessonPart(home: Home): Promise<LessonPart | undefined> {
  const text = await textOf(home.file);
  return text === undefined ? undefined : lessonPartOf(text, home);
}

/** A part of a lesson from its text. */
export function lessonPartOf(text: string, home: Home): LessonPart {
  return { file: home.file, text, ...readSections(text, home) };
}

/** The cards of a scenario from their text. */
export function cardsPartOf(text: string, home: Home): CardsPart {
  return { file: home.file, text, ...readCards(text, home) };
}

/** The parts of a group's lesson in their order, drafts aside. */
export function partsOf({ intro, scenarios, outro }: GroupContent): readonly LessonPart[] {
  const chapters = scenarios.flatMap(({ entry, chapter }) =>
    chapter === undefined || entry.draft ? [] : [chapter],
  );
  return [...(intro ? [intro] : []), ...chapters, ...(outro ? [outro] : [])];
}

/** The lesson of a group; undefined if it has no finished chapter, or no intro or outro yet. */
export function lessonOf(content: GroupContent): Lesson | undefined {
  const { group, intro, outro } = content;
  const parts = partsOf(content);
  if (intro?.title === undefined || outro === undefined || parts.length < 3) return undefined;
  const sections = parts.flatMap((part) => part.sections);
  return { group: group.id, title: intro.title, sections, formerSections: group.formerSections };
}

/** The cards of a group as they were written, drafts aside. */
export function writtenDeckOf({ scenarios }: GroupContent): readonly WrittenCard[] {
  return scenarios
    .filter(({ entry }) => !entry.draft)
    .flatMap(({ cards }) => (cards?.cards ?? []).map(({ card }) => card));
}

/** The cards of a group, drafts aside. What shows the wire and was not recorded yet is left out. */
export function deckOf({ scenarios }: GroupContent): readonly Card[] {
  return scenarios
    .filter(({ entry }) => !entry.draft)
    .flatMap(({ cards, recordings }) =>
      (cards?.cards ?? []).flatMap(({ card }): readonly Card[] => {
        if (card.kind !== 'predict-wire') return [card];
        const exchange = Object.hasOwn(recordings, card.id) ? recordings[card.id] : undefined;
        return exchange === undefined ? [] : [{ ...card, exchange }];
      }),
    );
}
