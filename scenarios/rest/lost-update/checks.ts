import { every, fieldOf, type HttpResponse, type Seen, type Wire } from 'apilab';

/** Each entity tag that a server sent, once. */
export const sentTags = (wire: Wire): readonly string[] => [
  ...new Set(wire.responses().flatMap((response) => fieldOf(response, 'etag') ?? [])),
];

/** The syntax of RFC 9110 §8.8.3. */
export const inQuotes = every<string>('in double quotes', (tag) =>
  /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag),
);

/** What a 304 must say again of what the 200 said (RFC 9110 §15.4.5); `Date` may be another one. */
const REPEATED = ['etag', 'cache-control', 'vary'];

/** What an answer lacks of what `first` said, or carries and should not, such as `vary, date`. */
export function lacksOf(answer: Seen<HttpResponse>, first: Seen<HttpResponse> | undefined): string {
  const lacks = REPEATED.filter((name) => {
    const said = first && fieldOf(first, name);
    // What the first one did not say either cannot have been repeated.
    return said === undefined || fieldOf(answer, name) !== said;
  });
  if (fieldOf(answer, 'date') === undefined) lacks.push('date');
  if (answer.content.byteLength > 0) lacks.push('emptiness');
  return lacks.length === 0 ? 'nothing' : lacks.join(', ');
}

/** Whether an answer names the version that it leaves behind. */
export const hasTag = (answer: Seen<HttpResponse>): string =>
  fieldOf(answer, 'etag') === undefined ? 'no ETag' : 'ETag';

/** For each entity tag that writes were meant for: how many of those writes went through. */
export function writesThrough(wire: Wire): readonly number[] {
  const through = new Map<string, number>();
  for (const response of wire.responses()) {
    const request = wire.requestOf(response);
    const ifMatch = request && fieldOf(request, 'if-match');
    if (ifMatch === undefined) continue;
    const wentThrough = response.status >= 200 && response.status < 300;
    through.set(ifMatch, (through.get(ifMatch) ?? 0) + Number(wentThrough));
  }
  return [...through.values()];
}
