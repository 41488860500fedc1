import type { FailureEvent } from '../../lab/record/transcript.ts';

/** Why a scenario could not be played to its end, with its step and line if they are known. */
export function failureText({ text, place, source }: FailureEvent): string {
  const where = [place, source && `at ${source}`].filter((part) => part !== undefined);
  return where.length === 0 ? text : `${where.join(', ')}: ${text}`;
}
