import { answerProblems, evidenceProblems, orderProblems } from '../../evidence/proof.ts';
import { RunError, recordedRun } from '../../evidence/recorded-run.ts';
import { stepsOf } from '../../evidence/window.ts';
import type { Play, Predict } from '../lesson.ts';
import type { Finding } from '../written/finding.ts';
import type { LessonPart, ScenarioContent } from '../written/group-content.ts';
import type { WrittenCard } from '../written/read-cards.ts';
import { recordExchange } from './exchange.ts';

/** Plays all evidence of a scenario's content, and says what the runs do not show as it was written. */
export async function proveScenario({
  chapter,
  cards,
}: ScenarioContent): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { card, line } of cards?.cards ?? []) {
    const where = { file: cards?.file ?? '', line, about: card.id };
    findings.push(...(await cardUnproved(card)).map((text) => ({ ...where, text })));
  }
  return chapter === undefined ? findings : [...findings, ...(await provePart(chapter))];
}

/** Plays what a part of a lesson plays, and the evidence of what it asks. */
export async function provePart({
  file,
  sections,
  lines,
}: LessonPart): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const section of sections) {
    const line = lines.get(section);
    const where = { file, about: section.title, ...(line !== undefined && { line }) };
    for (const block of section.blocks) {
      if (block.kind !== 'predict' && block.kind !== 'play') continue;
      const problems = block.kind === 'play' ? await unplayable(block) : await unproved(block);
      findings.push(...problems.map((text) => ({ ...where, text })));
    }
  }
  return findings;
}

/** What does not prove the key of a card. */
export async function cardUnproved(card: WrittenCard): Promise<readonly string[]> {
  switch (card.kind) {
    case 'choice':
      return unproved(card);
    case 'recall':
      return evidenceProblems(card.evidence);
    case 'order':
      return [...(await evidenceProblems(card.evidence)), ...(await orderProblems(card))];
    case 'predict-wire':
      return [...(await unproved(card)), ...(await recordExchange(card)).problems];
  }
}

async function unproved(
  question: Pick<Predict, 'key' | 'distractors' | 'evidence'>,
): Promise<readonly string[]> {
  return [...(await evidenceProblems(question.evidence)), ...(await answerProblems(question))];
}

/** Why steps of a lesson cannot be played. */
async function unplayable(play: Play): Promise<readonly string[]> {
  const { run, variant, steps } = play;
  try {
    const all = stepsOf(await recordedRun(play));
    const [from, to] = [all.indexOf(steps.from), all.indexOf(steps.to)];
    const absent = [...new Set([steps.from, steps.to])].filter((step) => !all.includes(step));
    const there = `there are ${all.join(', ')}`;
    const where = `${run}, variant ${variant},`;
    if (absent.length > 0) return [`${where} has no step ${absent.join(' nor ')}; ${there}.`];
    return from <= to ? [] : [`${where} comes to ${steps.to} before ${steps.from}.`];
  } catch (error) {
    if (error instanceof RunError) return [`${error.message}.`];
    throw error;
  }
}
