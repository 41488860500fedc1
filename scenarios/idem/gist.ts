import { fieldOf, type Seen } from '../../src/index.ts';
import type { HttpResponse } from '../../src/wire/types.ts';
import { REPLAYED } from './orders-api.ts';

type Answer = Seen<HttpResponse> | undefined;

/** What an answer says, in a few words, such as `409 (problem, link, retry-after)`. */
export function gist(answer: Answer): string {
  if (answer === undefined) return 'no answer';
  const words = [
    fieldOf(answer, 'content-type') === 'application/problem+json' && 'problem',
    /rel="?describedby"?/.test(fieldOf(answer, 'link') ?? '') && 'link',
    /^\d+$/.test(fieldOf(answer, 'retry-after') ?? '') && 'retry-after',
    fieldOf(answer, REPLAYED) === 'true' && 'replayed',
  ].filter((word) => word !== false);
  return words.length === 0 ? `${answer.status}` : `${answer.status} (${words.join(', ')})`;
}

/** Whether an answer is `first` again, byte for byte but for its date, and says so. */
export const replayOf =
  (first: Answer) =>
  (answer: Answer): 'replayed' | 'unmarked' | 'different' => {
    if (first === undefined || answer === undefined) return 'different';
    if (stored(answer) !== stored(first)) return 'different';
    return fieldOf(answer, REPLAYED) === 'true' ? 'replayed' : 'unmarked';
  };

function stored({ status, fields, content }: Seen<HttpResponse>): string {
  const varying = ['date', REPLAYED.toLowerCase()];
  const kept = fields.filter(({ name }) => !varying.includes(name.toLowerCase()));
  return JSON.stringify([status, kept, content.text]);
}

/** Each value once, with how often it is there, such as `9 × 409`. */
export function counted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].map(
    (value) => `${values.filter((other) => other === value).length} × ${value}`,
  );
}

/** Several findings in one line. */
export const listed = (...findings: readonly string[]): string => findings.join(' · ');
