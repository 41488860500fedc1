/**
 * Lints what was written for a group, or for all, and plays all its evidence: one line a finding,
 * then figures. For whoever writes lessons and cards: `node dist/src/authoring/check-content.js sse`.
 *
 * @module
 */
import { isRun } from '../../evidence/evidence.ts';
import { playedRuns } from '../../evidence/recorded-run.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Answer } from '../card.ts';
import { proveContent } from '../proof/prove.ts';
import { type Finding, findingLine } from '../written/finding.ts';
import { type GroupContent, groupsOf, readContent } from '../written/group-content.ts';

const catalogue = await readCatalogue();
const known = groupsOf(catalogue);
const asked = process.argv.slice(2);
const unknown = asked.filter((group) => !known.includes(group));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no group ${unknown.join(', ')}; there are: ${known.join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  const contents = await readContent(asked.length > 0 ? asked : known, catalogue);
  const findings: Finding[] = [];
  for (const content of contents) {
    findings.push(...content.findings, ...(await proveContent(content)));
  }
  for (const finding of findings) process.stdout.write(`${findingLine(finding)}\n`);
  for (const content of contents) process.stdout.write(`${figures(content)}\n`);
  process.stdout.write(`${findings.length} findings · ${playedRuns()} runs played\n`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

/** `sse: 14 cards (6 choice, ...), 12 with a run, ... · lesson: 8 sections, ...`. */
function figures({ group, cards: placed, lesson }: GroupContent): string {
  const cards = placed?.map(({ card }) => card) ?? [];
  const kinds = ['choice', 'recall', 'order', 'predict-wire'].map(
    (kind) => `${cards.filter((card) => card.kind === kind).length} ${kind}`,
  );
  const blocks = lesson?.lesson.sections.flatMap((section) => section.blocks) ?? [];
  const predicts = blocks.flatMap((block) => (block.kind === 'predict' ? [block] : []));
  const evidence = [...cards, ...predicts].flatMap((each) => each.evidence);
  const questions = [...cards, ...predicts].flatMap((each) => ('key' in each ? [each] : []));
  const count = (kind: string) => blocks.filter((block) => block.kind === kind).length;
  const parts = [
    placed === undefined
      ? 'no cards yet'
      : `${cards.length} cards (${kinds.join(', ')}), ${cards.filter((card) => card.evidence.some(isRun)).length} with a run`,
    lesson === undefined
      ? 'no lesson yet'
      : `${lesson.lesson.sections.length} sections with ${count('predict')} predictions, ${count('play')} plays, ${count('turn')} turns`,
    `${evidence.filter(isRun).length} pieces of evidence played, ${evidence.length - evidence.filter(isRun).length} standards cited`,
    `${questions.filter(isSeen).length} of ${questions.length} keys seen on the wire`,
  ];
  return `${group}: ${parts.join(' · ')}`;
}

/** True where the run shows the key: by its sign, or as what was masked. */
function isSeen(question: { readonly key: Answer; readonly kind: string }): boolean {
  return question.key.sign !== undefined || question.kind === 'predict-wire';
}
