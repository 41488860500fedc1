import type { Block, Paragraph, Play, Predict } from '../content/lesson.ts';
import type { Sign } from '../evidence/evidence.ts';
import { isRun } from '../evidence/evidence.ts';

/** What proves the answer to the questions of a section, as far as it is to be seen in one of its runs. */
export function provingSigns(blocks: readonly Block[], { run, variant }: Play): readonly Sign[] {
  return blocks
    .flatMap((block) => (block.kind === 'predict' ? block.evidence : []))
    .filter(isRun)
    .filter((evidence) => evidence.run === run && evidence.variant === variant)
    .flatMap(({ shows = [] }) => shows);
}

/**
 * The run that answers a question: of those that its first run of evidence names the last one that
 * begins or ends with its step, or else the last one; or else the last of the section. Nothing if none
 * is played.
 */
export function settlingPlay(blocks: readonly Block[], { evidence }: Predict): Play | undefined {
  const plays = blocks.filter((block) => block.kind === 'play');
  const proof = evidence.find(isRun);
  const same = plays.filter(({ run, variant }) => run === proof?.run && variant === proof.variant);
  const shown = same.filter(({ steps }) => [steps.from, steps.to].includes(proof?.step ?? ''));
  return shown.at(-1) ?? same.at(-1) ?? plays.at(-1);
}

/** The reason, which is the first paragraph with what it lists or quotes, and what is said beyond. */
export function reasonFirst(
  paragraphs: readonly Paragraph[],
): readonly [reason: readonly Paragraph[], beyond: readonly Paragraph[]] {
  const next = paragraphs.findIndex(({ kind }, index) => index > 0 && kind === 'text');
  const end = next < 0 ? paragraphs.length : next;
  return [paragraphs.slice(0, end), paragraphs.slice(end)];
}
