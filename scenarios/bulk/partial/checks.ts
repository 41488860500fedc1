import type { Expectation, HttpResponse, Seen } from 'apilab';
import { counted, listed, tally } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import type { Outcome } from './bulk-client.ts';

const isDone = (status: number) => status < 300;

/** What is reported beside what is there: `97 reported · 97 stored`. */
export const reported = ({ statuses }: Outcome, stored: number): string =>
  listed(`${statuses.filter((status) => status === 201).length} reported`, `${stored} stored`);

/** A sentence with the same number twice. */
export const theSame: Expectation = {
  text: 'the same',
  holds: (actual) => /^(\d+) reported · \1 stored$/.test(String(actual)),
};

/** Where in the batch something was refused: `100 results, refused: 2, 51, 100`. */
export function places({ statuses }: Outcome): string {
  const refused = statuses.flatMap((status, index) => (isDone(status) ? [] : [index + 1]));
  return `${counted(statuses.length, 'result')}, refused: ${refused.join(', ') || 'none'}`;
}

/** `201 · 409`, each with how often. */
export const kinds = ({ statuses }: Outcome): string => tally(statuses).join(' · ') || 'no results';

/** The status of a refused batch, and the limit that it names. */
export function limitTold(answer: Seen<HttpResponse> | undefined): string {
  const { limit = 'no limit' } = Object(parseJson(answer?.content.text ?? ''));
  return `${answer?.status}, ${limit}`;
}
