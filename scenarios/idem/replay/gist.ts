import { REPLAYED } from './orders-api.ts';

/** An answer as it was seen on the wire. */
interface SeenAnswer {
  readonly status: number;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly content: { readonly text?: string };
}

/** What an answer says, in a few words, such as `409 (problem, link, retry-after)`. */
export function gist(answer: SeenAnswer | undefined): string {
  if (answer === undefined) return 'no answer';
  const fields = fieldsOf(answer);
  const words = [
    fields.get('content-type') === 'application/problem+json' && 'problem',
    /rel="?describedby"?/.test(fields.get('link') ?? '') && 'link',
    /^\d+$/.test(fields.get('retry-after') ?? '') && 'retry-after',
    fields.get(REPLAYED) === 'true' && 'replayed',
  ].filter((word) => word !== false);
  return words.length === 0 ? `${answer.status}` : `${answer.status} (${words.join(', ')})`;
}

/** Whether an answer is `first` again, byte for byte but for its date, and says so. */
export const replayOf =
  (first: SeenAnswer | undefined) =>
  (answer: SeenAnswer | undefined): 'replayed' | 'unmarked' | 'different' => {
    if (first === undefined || answer === undefined) return 'different';
    if (lasting(answer) !== lasting(first)) return 'different';
    return fieldsOf(answer).get(REPLAYED) === 'true' ? 'replayed' : 'unmarked';
  };

/** Each value once, with how often it is there, such as `9 × 409`. */
export function counted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].map(
    (value) => `${values.filter((other) => other === value).length} × ${value}`,
  );
}

/** Several findings in one line. */
export const listed = (...findings: readonly string[]): string => findings.join(' · ');

/** All that must not change from one sending to the next. */
function lasting({ status, fields, content }: SeenAnswer): string {
  const varying = ['date', REPLAYED.toLowerCase()];
  const kept = fields.filter(({ name }) => !varying.includes(name.toLowerCase()));
  return JSON.stringify([status, kept, content.text]);
}

function fieldsOf({ fields }: SeenAnswer): Headers {
  return new Headers(fields.map(({ name, value }): [string, string] => [name, value]));
}
