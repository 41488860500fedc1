/**
 * Writes the cards and lessons beside the compiled code, or says everything that is wrong with them.
 * The build runs it last. Only what the cards show of the wire is played; tests play the rest.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Card } from '../card.ts';
import { recordExchange } from '../proof/exchange.ts';
import { type Finding, findingLine } from '../written/finding.ts';
import { cardsFile, groupsOf, readContent } from '../written/group-content.ts';

const dist = new URL('../../', import.meta.url);
const catalogue = await readCatalogue();
const contents = await readContent(groupsOf(catalogue), catalogue);
const findings: Finding[] = contents.flatMap((content) => content.findings);
const cards: Card[] = [];
for (const { group, cards: placed = [] } of contents) {
  for (const { card, line } of placed) {
    if (card.kind !== 'predict-wire') {
      cards.push(card);
      continue;
    }
    const { card: recorded, problems } = await recordExchange(card);
    cards.push(recorded);
    const where = { file: cardsFile(group), line, about: card.id };
    findings.push(...problems.map((text) => ({ ...where, text })));
  }
}

if (findings.length > 0) {
  for (const finding of findings) process.stderr.write(`${findingLine(finding)}\n`);
  process.exitCode = 1;
} else {
  await writeFile(new URL('cards.json', dist), `${JSON.stringify(cards)}\n`);
  await mkdir(new URL('lessons/', dist), { recursive: true });
  for (const { group, lesson } of contents) {
    if (lesson === undefined) continue;
    const file = new URL(`lessons/${group}.json`, dist);
    await writeFile(file, `${JSON.stringify(lesson.lesson)}\n`);
  }
}
