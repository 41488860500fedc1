import { every, fieldOf, type HttpResponse, type Seen, type Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';

/** Each entity tag that a server sent, once. */
export const sentTags = (wire: Wire): readonly string[] => [
  ...new Set(wire.responses('api').flatMap((response) => fieldOf(response, 'etag') ?? [])),
];

/** The grammar of RFC 9110 §8.8.3. */
export const inQuotes = every<string>('in double quotes', (tag) =>
  /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag),
);

/** What a 304 must say again of what the 200 said (RFC 9110 §15.4.5), as far as this API says it. */
const REPEATED = ['etag', 'cache-control', 'vary'];

/** What answers with 304 lack of what `first` said: `lack nothing`, or the names of fields. */
export function lacking(
  answers: readonly Seen<HttpResponse>[],
  first: Seen<HttpResponse> | undefined,
): string {
  const unchanged = answers.filter(({ status }) => status === 304);
  const lacks = REPEATED.filter((name) => {
    const said = first && fieldOf(first, name);
    return said === undefined || unchanged.some((answer) => fieldOf(answer, name) !== said);
  });
  return `lack ${lacks.join(', ') || 'nothing'}`;
}

/** How often content was sent to whoever held it: `content 0 times for 4 requests`. */
export function sentAgain(answers: readonly Seen<HttpResponse>[]): string {
  const sent = answers.filter(({ content }) => content.byteLength > 0);
  return `content ${counted(sent.length, 'time')} for ${counted(answers.length, 'request')}`;
}

/** Statuses in order, what repeats itself in short: `304 ×4, 200, 304 ×5`. */
export function inOrder(answers: readonly Seen<HttpResponse>[]): string {
  const runs: { status: number; times: number }[] = [];
  for (const { status } of answers) {
    const last = runs.at(-1);
    if (last?.status === status) last.times++;
    else runs.push({ status, times: 1 });
  }
  return runs.map(({ status, times }) => (times > 1 ? `${status} ×${times}` : status)).join(', ');
}
