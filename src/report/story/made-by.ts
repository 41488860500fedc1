import type { CheckEvent } from '../../lab/record/transcript.ts';

/** Who makes the promise of a check: a document and its section, or the lab itself. */
export function madeBy({ source }: Pick<CheckEvent, 'source'>): string {
  return source === 'lab' ? 'asked by the lab' : source;
}
