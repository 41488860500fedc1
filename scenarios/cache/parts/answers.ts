import type { Stored } from './stored.ts';

/** A stored response as the answer to a request: 304 if the client has it already. */
export function answerFrom({ status, headers, body }: Stored, request: Request): Response {
  const tag = headers.get('etag');
  const held = request.headers.get('if-none-match');
  if (tag === null || held === null || !holds(held, tag))
    return new Response(body, { status, headers });
  const fields = new Headers(headers);
  for (const name of ['content-length', 'content-type', 'content-encoding']) fields.delete(name);
  return new Response(null, { status: 304, headers: fields });
}

/** The same, for an answer that nobody was asked for: it says how old it is (RFC 9111 §4). */
export function agedAnswerFrom(stored: Stored, request: Request): Response {
  const answer = answerFrom(stored, request);
  answer.headers.set('age', `${stored.age()}`);
  return answer;
}

/** The answer with one more entry in Cache-Status: what this cache did (RFC 9211 §2). */
export function withStatus(response: Response, entry: string): Response {
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  headers.append('cache-status', entry);
  return new Response(body, { status, statusText, headers });
}

/** What a cache says if the server behind it does not answer (RFC 9110 §15.6.3). */
export const noAnswer = (): Response =>
  new Response(null, { status: 502, headers: { 'cache-control': 'no-store' } });

/** Whether If-None-Match holds: `*`, or a list of entity tags, compared weakly (RFC 9110 §13.1.2). */
export function holds(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const tags = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((each) => opaque(each) === opaque(tag));
}

const opaque = (tag: string) => tag.replace(/^W\//, '');
