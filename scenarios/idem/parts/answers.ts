import { PROBLEM_JSON, problemText } from 'apilab/parts/http/problem';

/** An answer of the API, whole: it can be stored, and sent again without a byte changed. */
export interface Answer {
  readonly status: number;
  /** The fields that belong to the answer. `Date` is the moment of sending and never among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An order as it is stored. */
export interface StoredOrder {
  readonly id: number;
  readonly productId: number;
  readonly quantity: number;
  readonly cents: number;
}

/** Where the rules for keys are published, as resources must (Idempotency-Key draft §2.5.2). */
const DOCS = 'https://shop.test/keys';

/** Each kind of problem has an address below this one. */
const PROBLEMS = 'https://shop.test/problems';

/** What clients are told to wait while the first request is at work, in seconds. */
const RETRY_AFTER_S = 1;

type Fields = Readonly<Record<string, string>>;

/** Sends an answer, with more fields if they belong to this sending alone. */
export function send(answer: Answer, more: Fields = {}): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...answer.headers, ...more },
  });
}

export const created = (order: StoredOrder): Answer => ({
  status: 201,
  headers: { 'Content-Type': 'application/json', Location: `/orders/${order.id}` },
  body: JSON.stringify(order),
});

export const badContent = problem(400, 'no-order', 'The content is no order');
export const tooLarge = problem(413, 'too-large', 'The content is larger than any order');
export const notPossible = problem(405, 'only-post', 'Orders are placed with POST', {
  Allow: 'POST',
});
export const unknownProduct = problem(422, 'no-product', 'There is no such product');
export const refusedCard = problem(422, 'card-refused', 'The card was refused: nothing is ordered');
export const failed = problem(500, 'failed', 'The order failed, and is not tried again');

export const unfinished = problem(503, 'unfinished', 'The order is not finished: send it again', {
  'Retry-After': String(RETRY_AFTER_S),
});

// The refusals of §2.7 of the draft, each with a link to the rules.
export const missingKey = keyProblem(400, 'key-missing', 'Idempotency-Key is missing');
export const malformedKey = keyProblem(400, 'key-malformed', 'Idempotency-Key is no quoted string');
export const reusedKey = keyProblem(422, 'key-reused', 'This key was used for another order');
export const outstanding = keyProblem(409, 'outstanding', 'The first request is still at work', {
  'Retry-After': String(RETRY_AFTER_S),
});

function keyProblem(status: number, name: string, title: string, fields: Fields = {}): Answer {
  return problem(status, name, title, { ...fields, Link: `<${DOCS}>; rel="describedby"` });
}

function problem(status: number, name: string, title: string, fields: Fields = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': PROBLEM_JSON, ...fields },
    body: problemText({ type: `${PROBLEMS}/${name}`, title, status }),
  };
}
