/**
 * Writes beside the compiled code what people wrote: standards, the index of the scenarios, groups,
 * lessons, cards and the way of `choose`; or says what of it cannot be read. The build runs it last.
 * It plays nothing: what cards show of the wire was recorded. Rules are the tests' business.
 *
 * @module
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Documents, filledIn } from '../../knowledge/standards.ts';
import { packageRoot, scanScenarios } from '../../lab/catalogue/catalogue.ts';
import { everyGroup } from '../cases.ts';
import { outlineOf } from '../deck.ts';
import { lessonOutlineOf } from '../lessons.ts';
import { type Finding, findingLine } from '../written/finding.ts';
import { deckOf, lessonOf, readAllContent } from '../written/group-content.ts';
import { readWrittenChoice } from '../written/read-choice.ts';
import { readWrittenGroups } from '../written/read-groups.ts';

const dist = new URL('../../../', import.meta.url);

async function write(name: string, content: unknown): Promise<void> {
  await writeFile(new URL(`${name}.json`, dist), `${JSON.stringify(content)}\n`);
}

/** The documents without the lists that only the checking of citations needs. */
async function standards(): Promise<Documents> {
  const text = await readFile(new URL('standards.yaml', packageRoot), 'utf8');
  const documents: Documents = filledIn(parse(text));
  return Object.fromEntries(
    Object.entries(documents).map(([word, { sections, ...document }]) => {
      const hasAnchors = sections !== undefined && !Array.isArray(sections);
      return [word, hasAnchors ? { ...document, sections } : document];
    }),
  );
}

await write(
  'patterns',
  parse(await readFile(new URL('scenarios/patterns.yaml', packageRoot), 'utf8')),
);
// In this order: the index cites standards, and what is written names scenarios.
await write('standards', await standards());
await write('catalogue', await scanScenarios());
const { groups, start, findings: ofGroups } = await readWrittenGroups();
const { choice, findings: ofChoice } = await readWrittenChoice();
const contents = await readAllContent(groups);
const findings: readonly Finding[] = [
  ...ofGroups,
  ...ofChoice,
  ...contents.flatMap(({ intro, outro, scenarios }) =>
    [intro, outro, ...scenarios.flatMap(({ chapter, cards }) => [chapter, cards])].flatMap(
      (part) => part?.findings ?? [],
    ),
  ),
];
for (const finding of findings) process.stderr.write(`${findingLine(finding)}\n`);
if (findings.length > 0) process.exitCode = 1;

const everyCase = (await everyGroup()).flatMap(({ cases }) => cases);
await write('cases', Object.fromEntries(everyCase.map(({ id, seen }) => [id, seen])));
await write('groups', groups);
await write('start', start);
await write('choose', choice);
await mkdir(new URL('lessons/', dist), { recursive: true });
await mkdir(new URL('cards/', dist), { recursive: true });
const lessons = contents.flatMap((content) => lessonOf(content) ?? []);
await write('lessons', lessons.map(lessonOutlineOf));
for (const lesson of lessons) await write(`lessons/${lesson.group}`, lesson);
const decks = contents.map((content) => ({ id: content.group.id, cards: deckOf(content) }));
await write(
  'cards',
  decks.flatMap(({ cards }) => cards.map(outlineOf)),
);
for (const { id, cards } of decks) if (cards.length > 0) await write(`cards/${id}`, cards);
