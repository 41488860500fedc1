import { answerProblems, evidenceProblems, orderProblems } from '../../evidence/proof.ts';
import { RunError, recordedRun } from '../../evidence/recorded-run.ts';
import { stepCount } from '../../evidence/window.ts';
import type { Play, Predict } from '../lesson.ts';
import type { Finding } from '../written/finding.ts';
import { cardsFile, type GroupContent, lessonFile } from '../written/group-content.ts';
import type { AuthoredCard } from '../written/read-cards.ts';
import { recordExchange } from './exchange.ts';

/** Plays all evidence of a group, and says what the runs do not show as it was written. */
export async function proveContent({
  group,
  cards,
  lesson,
}: GroupContent): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { card, line } of cards ?? []) {
    const where = { file: cardsFile(group), line, about: card.id };
    findings.push(...(await cardUnproved(card)).map((text) => ({ ...where, text })));
  }
  for (const section of lesson?.lesson.sections ?? []) {
    const line = lesson?.lines.get(section);
    const where = { file: lessonFile(group), about: section.title, ...(line && { line }) };
    for (const block of section.blocks) {
      if (block.kind !== 'predict' && block.kind !== 'play') continue;
      const problems = block.kind === 'play' ? await unplayable(block) : await unproved(block);
      findings.push(...problems.map((text) => ({ ...where, text })));
    }
  }
  return findings;
}

/** What does not prove the key of a card. */
export async function cardUnproved(card: AuthoredCard): Promise<readonly string[]> {
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
    const count = stepCount(await recordedRun(play));
    if (steps.to <= count) return [];
    return [`${run}, variant ${variant}, has no step ${steps.to}; the last one is ${count}.`];
  } catch (error) {
    if (error instanceof RunError) return [`${error.message}.`];
    throw error;
  }
}
