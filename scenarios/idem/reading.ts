import { fieldOf, type Seen } from '../../src/index.ts';
import type { HttpResponse } from '../../src/wire/types.ts';
import { REPLAYED } from './orders-api.ts';

type Answer = Seen<HttpResponse> | undefined;

/** What an answer says, in a few words, such as `409 problem linked retry-after`. */
export function gist(answer: Answer): string {
  if (answer === undefined) return 'no answer';
  const words = [String(answer.status)];
  if (fieldOf(answer, 'content-type') === 'application/problem+json') words.push('problem');
  if (/rel="describedby"/.test(fieldOf(answer, 'link') ?? '')) words.push('linked');
  if (fieldOf(answer, 'retry-after') !== undefined) words.push('retry-after');
  if (fieldOf(answer, REPLAYED) === 'true') words.push('replayed');
  return words.join(' ');
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
