import type { Sign } from '../evidence/evidence.ts';
import { isRun } from '../evidence/evidence.ts';
import type { Block, Paragraph, Play } from './lesson.ts';

/** What proves the answer to the questions of a section, as far as it is to be seen in one of its runs. */
export function provingSigns(blocks: readonly Block[], { run, variant }: Play): readonly Sign[] {
  return blocks
    .flatMap((block) => (block.kind === 'predict' ? block.evidence : []))
    .filter(isRun)
    .filter((evidence) => evidence.run === run && evidence.variant === variant)
    .flatMap(({ shows = [] }) => shows);
}

/** True for the block behind the last run that a question waits for: it says why. */
export function saysWhy(blocks: readonly Block[], index: number): boolean {
  if (blocks[index - 1]?.kind !== 'play') return false;
  const later = blocks.slice(index).find(({ kind }) => kind !== 'prose');
  return later?.kind !== 'play';
}

/** The reason, which is the first paragraph with what it lists or quotes, and what is said beyond. */
export function reasonFirst(
  paragraphs: readonly Paragraph[],
): readonly [reason: readonly Paragraph[], beyond: readonly Paragraph[]] {
  const next = paragraphs.findIndex(({ kind }, index) => index > 0 && kind === 'text');
  const end = next < 0 ? paragraphs.length : next;
  return [paragraphs.slice(0, end), paragraphs.slice(end)];
}
