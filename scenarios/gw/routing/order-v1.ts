import { createHash } from 'node:crypto';
import { parseJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Translation } from './translation.ts';

/** The form of an order that old clients ask for. */
export const ORDER_V1 = 'application/vnd.shop.order.v1+json';

/** What tells the tag of the old form from the tag of the one behind it. */
const MARK = '-v1';

/** Fields of an answer that speak of its content, byte for byte. They are wrong of any other content. */
const OF_THE_CONTENT = [
  ...['content-length', 'content-digest', 'repr-digest', 'digest', 'content-md5'],
  ...['accept-ranges', 'content-location'],
];

/**
 * Shows orders in their old form. The old form is another representation, so its tag is another one too, made from
 * the service's: the service goes on answering conditions, and nothing has to be kept here.
 */
export const orderV1: Translation = {
  isWanted: ({ method, headers }) =>
    (method === 'GET' || method === 'HEAD') && prefersV1(headers.get('accept') ?? ''),

  ask: (received) => ({
    accept: 'application/json',
    // It is read here, and parts of it would be parts of something else.
    'accept-encoding': 'identity',
    range: null,
    'if-range': null,
    'if-match': received.has('if-match')
      ? (tagsBehind(received.get('if-match')) ?? NO_TAG_OF_ANYTHING)
      : null,
    'if-none-match': tagsBehind(received.get('if-none-match')),
    // A tag is asked for first (RFC 9110 §13.2.2): if it is of another form, a date must not answer for it.
    ...(received.has('if-none-match') && { 'if-modified-since': null }),
  }),

  async answer(response) {
    const headers = new Headers(response.headers);
    const tag = headers.get('etag');
    if (tag !== null) headers.set('etag', tag.replace(/"$/, `${MARK}"`));
    if (response.status === 304) return new Response(null, { status: 304, headers });
    if (!isTranslatable(response)) return response;
    for (const name of OF_THE_CONTENT) headers.delete(name);
    headers.set('content-type', ORDER_V1);
    if (response.body === null) return new Response(null, { status: 200, headers });
    const content = await response.text().catch(() => undefined);
    if (content === undefined)
      return problem({ status: 502, title: 'Bad Gateway', detail: 'The answer broke off.' });
    const order = toV1(parseJson(content));
    if (order === undefined)
      return problem({ status: 406, title: 'Not Acceptable', detail: 'It has no such form.' });
    const text = JSON.stringify(order);
    headers.set('content-digest', digestOf(text));
    return new Response(text, { status: 200, headers });
  },
};

/** Whether the old form is named, and liked no less than the one of today (RFC 9110 §12.5.1). */
function prefersV1(accept: string): boolean {
  const weights = new Map(accept.split(',').map(weighted));
  const weight = weights.get(ORDER_V1) ?? 0;
  return weight > 0 && weight >= (weights.get('application/json') ?? 0);
}

/** A media type and its weight; what is no weight counts as none. */
function weighted(range: string): readonly [type: string, weight: number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return [type, q === undefined ? 1 : Number(q.slice(2)) || 0];
}

/** What a condition names that names no form of this one: no service gives an empty tag. */
const NO_TAG_OF_ANYTHING = '""';

/** Problems stay as they are, and so does what the service wants nobody to change (RFC 9111 §5.2.2.6). */
const isTranslatable = ({ status, headers }: Response) =>
  status === 200 &&
  /^application\/json *(;|$)/i.test(headers.get('content-type') ?? '') &&
  !/\bno-transform\b/i.test(headers.get('cache-control') ?? '');

/** The tags that the service knows, of those that were made here; others are tags of other forms. */
function tagsBehind(ifNoneMatch: string | null): string | null {
  if (ifNoneMatch?.trim() === '*') return '*';
  const tags = (ifNoneMatch?.match(/(?:W\/)?"[^"]*"/g) ?? []).filter((tag) =>
    tag.endsWith(`${MARK}"`),
  );
  return tags.length === 0 ? null : tags.map((tag) => tag.replace(`${MARK}"`, '"')).join(', ');
}

/** The old form knows one product an order, and cents. */
export function toV1(order: unknown): object | undefined {
  if (typeof order !== 'object' || order === null) return undefined;
  const { id, lines, total } = order as Record<string, unknown>;
  if (!Array.isArray(lines) || lines.length !== 1) return undefined;
  const cents = Math.round(Number((total as { amount?: unknown } | null)?.amount) * 100);
  const { product, quantity } = Object(lines[0]) as Record<string, unknown>;
  return Number.isSafeInteger(cents) ? { id, product, quantity, cents } : undefined;
}

/** Content-Digest of a text (RFC 9530 §2). */
export const digestOf = (text: string): string =>
  `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
