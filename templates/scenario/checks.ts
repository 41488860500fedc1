import type { HttpResponse, Seen } from 'apilab';

/** The status of each answer, such as `201`. */
export function statusesOf(answers: readonly Seen<HttpResponse>[]): readonly number[] {
  return answers.map(({ status }) => status);
}

/** What was told, in a sentence: `1, then 1`. */
export function inTurn(told: readonly string[]): string {
  return told.join(', then ');
}
