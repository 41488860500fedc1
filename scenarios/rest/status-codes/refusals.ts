import { problem } from 'apilab/parts/http/problem';

/** A status that refuses or fails, in the words of this API. */
const WORDS = {
  400: ['Not JSON', 'The content breaks off, or is no JSON.'],
  401: ['Who is there?', 'Send a valid access token.'],
  403: ['Not allowed', 'The token is valid, and does not suffice for this.'],
  404: ['No such thing', 'There is nothing at this address.'],
  405: ['Method not allowed', 'The field Allow names what is.'],
  406: ['Not acceptable', 'Orders come as application/json.'],
  409: ['Already shipped', 'What was shipped is neither changed nor deleted.'],
  410: ['Deleted', 'It was here, and will not come back.'],
  412: ['The condition is false', 'Read the order again: its ETag says what is there.'],
  413: ['Too large', 'An order has 1,000 bytes at most.'],
  415: ['Unsupported media type', 'The field Accept names what is taken.'],
  422: ['Not an order', 'It takes a product and a whole quantity from 1 to 99.'],
  428: ['A condition is required', 'Send If-Match with the ETag that you have read.'],
  429: ['Too many requests', 'One invoice of an order in ten seconds.'],
  500: ['Something is broken here', 'It is not your fault, and it has been noted.'],
  502: ['The payment service failed', 'What it answered makes no sense.'],
  503: ['Not now', 'The field Retry-After says when.'],
  504: ['The payment service is silent', 'It did not answer in time.'],
} as const;

/**
 * An answer that refuses or fails: its status says who has to act, and the words say what there is to do.
 * It is of the moment, so no cache keeps it.
 */
export function refuse(
  status: keyof typeof WORDS,
  fields: Readonly<Record<string, string>> = {},
): Response {
  const [title, detail] = WORDS[status];
  return problem({ status, title, detail }, { 'Cache-Control': 'no-store', ...fields });
}
