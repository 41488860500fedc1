import type { JsonContent } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';

/** Each kind of problem has an address below this one. */
const KINDS = 'https://shop.test/problems';

/** A problem is of the moment, so no cache keeps it; for 428 that is even a rule (RFC 6585 §3). */
function problemOf(
  status: number,
  kind: string,
  title: string,
  detail: string,
  fields: Readonly<Record<string, string>> = {},
): Response {
  const details = { status, type: `${KINDS}/${kind}`, title, detail };
  return problem(details, { 'Cache-Control': 'no-store', ...fields });
}

export const noProduct = () =>
  problemOf(404, 'no-product', 'No such product', 'It was never there, or it was deleted.');

export const nothingHere = () =>
  problemOf(404, 'nothing-here', 'Nothing here', 'Products are at /products.');

export const notAcceptable = () =>
  problemOf(406, 'not-acceptable', 'Not acceptable', 'Products come as application/json.', {
    Vary: 'Accept',
  });

/** Why content was not read: 400 if it is no JSON, 413 if it is too long. */
export const unreadable = (content: Exclude<JsonContent, { state: 'read' }>) =>
  content.state === 'not-json'
    ? problemOf(400, 'not-json', 'Not JSON', 'The content must be JSON in UTF-8.')
    : problemOf(413, 'too-large', 'Too large', `The limit is ${content.limitBytes} bytes.`);

export const noSuchThing = () =>
  problemOf(422, 'no-product-in-it', 'Not a product', 'It takes a name and whole cents, no more.');

/** The condition is false (RFC 9110 §15.5.13): there is another version, or already one at all. */
export const outdated = () =>
  problemOf(
    412,
    'outdated',
    'The condition is false',
    'Read the product: its ETag says what is there.',
  );

/** Says how to do it right, as RFC 6585 §3 asks. */
export const unconditional = () =>
  problemOf(
    428,
    'unconditional',
    'A condition is required',
    'Send If-Match with the ETag that you have read.',
  );

/** A 405 says what is allowed, always (RFC 9110 §15.5.6). */
export const notAllowed = (methods: string) =>
  problemOf(405, 'not-allowed', 'Not allowed', `Allowed here: ${methods}.`, { Allow: methods });

/** A 415 says what would be taken: in Accept (RFC 9110 §12.5.1), for PATCH in Accept-Patch (RFC 5789 §2.2). */
export const unsupported = (field: 'Accept' | 'Accept-Patch', type: string) =>
  problemOf(415, 'unsupported', 'Unsupported media type', `The content must be ${type}.`, {
    [field]: type,
  });

/** The content is JSON, and no patch in the format that its media type names (RFC 5789 §2.2). */
export const noPatch = () =>
  problemOf(
    400,
    'no-patch',
    'Not a patch',
    'The content is not in the format that its type names.',
  );

/** The patch does not fit what is there now (RFC 5789 §2.2). Operations are counted from 0. */
export const outOfPlace = (operation: number) =>
  problemOf(
    409,
    'out-of-place',
    'The patch does not fit',
    `Operation ${operation} failed, so nothing was changed.`,
  );

/** A part of a product is not put (RFC 9110 §14.5): taken for the whole, it would replace the rest. */
export const partial = () =>
  problemOf(400, 'partial', 'Not a whole product', 'PUT takes no Content-Range here.');

export const noTaggedProduct = () =>
  problemOf(
    422,
    'no-product-in-it',
    'Not a product',
    'It takes a name, whole cents and tags, perhaps a discount, no more.',
  );
