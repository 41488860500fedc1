/**
 * Lints what was written for scenarios and plays all its evidence: one line a finding, then figures.
 * For authors of lessons and cards: `npm run check-content -- sse/replay`, or a group, `sse`, which
 * also looks at what its scenarios make together; or nothing for all.
 *
 * @module
 */
import { isRun } from '../../evidence/evidence.ts';
import { letGoOfRuns, playedRuns } from '../../evidence/recorded-run.ts';
import type { Answer } from '../card.ts';
import { contentFindings } from '../proof/content-findings.ts';
import { proveScenario } from '../proof/prove.ts';
import { groupFindings } from '../rules/group-findings.ts';
import { findingLine } from '../written/finding.ts';
import {
  readGroupContent,
  readScenarioContent,
  type ScenarioContent,
} from '../written/group-content.ts';
import { readWrittenGroups } from '../written/read-groups.ts';
import { askedScenarios } from './asked.ts';

const words = process.argv.slice(2);
const { groups, findings } = await readWrittenGroups();
const told = words.length === 0 ? [...findings] : [];
const entries = await askedScenarios(words);
for (const group of groups) {
  if (words.length > 0 && !words.includes(group.id)) continue;
  told.push(...(await groupFindings(await readGroupContent(group, entries), groups)));
}
for (const entry of entries) {
  const content = await readScenarioContent(entry);
  told.push(...(await contentFindings(content, groups)), ...(await proveScenario(content)));
  process.stdout.write(`${figures(content)} · ${playedRuns()} runs played\n`);
  letGoOfRuns();
}
for (const finding of told) process.stdout.write(`${findingLine(finding)}\n`);
process.stdout.write(`${told.length} findings\n`);
process.exitCode = told.length > 0 ? 1 : 0;

/** `sse-replay: 14 cards (6 choice, ...), 12 with a run, ... · 4 sections, ...`. */
function figures({ entry, cards: part, chapter }: ScenarioContent): string {
  const cards = part?.cards.map(({ card }) => card) ?? [];
  const kinds = ['choice', 'recall', 'order', 'predict-wire'].map(
    (kind) => `${cards.filter((card) => card.kind === kind).length} ${kind}`,
  );
  const blocks = chapter?.sections.flatMap((section) => section.blocks) ?? [];
  const predicts = blocks.flatMap((block) => (block.kind === 'predict' ? [block] : []));
  const evidence = [...cards, ...predicts].flatMap((each) => each.evidence);
  const questions = [...cards, ...predicts].flatMap((each) => ('key' in each ? [each] : []));
  const count = (kind: string) => blocks.filter((block) => block.kind === kind).length;
  const parts = [
    `${cards.length} cards (${kinds.join(', ')}), ${cards.filter((card) => card.evidence.some(isRun)).length} with a run`,
    `${chapter?.sections.length ?? 0} sections with ${count('predict')} predictions, ${count('play')} plays, ${count('turn')} turns`,
    `${evidence.filter((each) => !isRun(each)).length} standards cited`,
    `${questions.filter(isSeen).length} of ${questions.length} keys seen on the wire`,
  ];
  return `${entry.id}: ${parts.join(' · ')}`;
}

/** True if the run shows the key: by its sign, or as what was masked. */
function isSeen(question: { readonly key: Answer; readonly kind: string }): boolean {
  return question.key.sign !== undefined || question.kind === 'predict-wire';
}
