import type { CheckEvent } from '../../lab/record/transcript.ts';

/** Who makes the promise of a check: a document and its section, or `lab`: no standard makes it, the lab asks for it. */
export function madeBy({ source }: Pick<CheckEvent, 'source'>): string {
  return source === 'lab' ? 'lab' : source;
}
