/** Each kind of problem has an address below this one. */
const PROBLEMS = 'https://shop.test/problems';

/**
 * Problem details (RFC 9457 §3): `type` tells programs what happened, `title` tells people. A problem
 * is of the moment, so no cache keeps it; for 428 that is even a rule (RFC 6585 §3).
 */
export function problem(
  status: number,
  name: string,
  title: string,
  fields: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify({ type: `${PROBLEMS}/${name}`, title, status }), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...fields,
    },
  });
}

export const noProduct = () => problem(404, 'no-product', 'There is no such product');
export const notAcceptable = () => problem(406, 'not-acceptable', 'Products come as JSON only');
export const badJson = () => problem(400, 'bad-json', 'The content is not JSON');
export const badProduct = () =>
  problem(422, 'bad-product', 'A product has a name and a price in whole cents, no more');

/** The version that the write is meant for is not the current one (RFC 9110 §15.5.13). */
export const outdated = () =>
  problem(412, 'outdated', 'Somebody was faster: read the product again, then decide');

/** Says how to do it right, as RFC 6585 §3 asks. */
export const unconditional = () =>
  problem(428, 'unconditional', 'Send If-Match with the ETag that you have read');

/** A 405 says what is allowed, always (RFC 9110 §15.5.6). */
export const notAllowed = (methods: string) =>
  problem(405, 'not-allowed', `Allowed is ${methods}`, { Allow: methods });

/** A 415 says what would be taken: in Accept (RFC 9110 §12.5.1), for PATCH in Accept-Patch (RFC 5789 §2.2). */
export const unsupported = (field: 'Accept' | 'Accept-Patch', type: string) =>
  problem(415, 'unsupported', `The content must be ${type}`, { [field]: type });
