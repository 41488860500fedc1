import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import type { Layer, Message } from '../../src/wire/types.ts';
import { request, response, scenario, seen } from './sse-replay.events.ts';

const json = { name: 'Content-Type', value: 'application/json' };
const toApi = { connection: 1, client: 'client', server: 'api' } as const;
const behind = { connection: 2, client: 'api', server: 'inventory' } as const;

/** A body as its text, with the layers that say how to read it. */
function carrying(text: string, ...protocols: readonly string[]) {
  const layers: readonly Layer[] = protocols.map((protocol) => ({
    protocol,
    space: 'content',
    nodes:
      protocol === 'graphql'
        ? [{ kind: 'graphql.operation', start: 0, end: 9, name: 'Orders', value: 'query' }]
        : [],
  }));
  return { content: { byteLength: Buffer.byteLength(text), text }, layers };
}

const query = (at: number, sql: string, rows: number): TranscriptEvent => ({
  type: 'query',
  at,
  client: 'api',
  database: 'db',
  sql,
  parameters: [],
  rows,
  durationUs: 200,
});

const exchange = (at: number, status: number, reason: string): readonly TranscriptEvent[] => {
  const ask: Message = request({ method: 'GET', target: '/orders', exchange: at });
  const answer = response({ status, reason, fields: [json], exchange: at });
  return [seen(at, ask, toApi), seen(at + 1, answer, toApi)];
};

/** One of nearly everything a transcript can hold, in a naive variant. */
export const manyThings: readonly TranscriptEvent[] = [
  scenario({
    id: 'orders-naive',
    title: 'Orders and everything around them',
    claim: 'Nothing is lost.',
    standard: 'no standard; common practice',
    variant: {
      name: 'forget',
      kind: 'naive',
      about: 'Forgets what it did.',
      breaks: ['placed-once'],
    },
    focus: ['idempotency-key', 'retry-after'],
  }),
  { type: 'step', at: 0, step: 1, id: 'place-an-order', title: 'Place an order' },
  {
    type: 'note',
    at: 0,
    text: 'The client sends the key again, because it cannot know what became of its first try.',
  },
  seen(
    0,
    request({
      method: 'POST',
      target: '/orders',
      fields: [
        json,
        { name: 'Idempotency-Key', value: '"8e03978e-40d5-43dd-bc93-6894a57f9324"' },
        { name: 'Host', value: '127.0.0.1:40000' },
      ],
      ...carrying('{ "product": "ACME", "amount": 2 }', 'json'),
    }),
    toApi,
  ),
  query(1, "INSERT INTO orders (id, product) VALUES ('o_1', 'ACME')", 1),
  {
    type: 'fault',
    at: 3,
    ...toApi,
    fault: { kind: 'drop-response', nth: 1, how: 'rst' },
    sentence: 'keeps the response and resets the connection',
  },
  seen(
    3,
    response({
      status: 201,
      reason: 'Created',
      fields: [{ name: 'Location', value: '/orders/o_1' }],
    }),
    { ...toApi, delivery: 'none' },
  ),
  { type: 'step', at: 3, step: 2, id: 'ask-too-often', title: 'Ask too often' },
  ...Array.from({ length: 20 }, (_, index) => exchange(10 + index, 200, 'OK')).flat(),
  ...exchange(31, 429, 'Too Many Requests'),
  seen(
    32,
    response({
      status: 409,
      reason: 'Conflict',
      fields: [
        { name: 'Content-Type', value: 'application/problem+json' },
        { name: 'Retry-After', value: '2' },
      ],
      ...carrying(
        '{"type":"https://shop.example/out-of-stock","title":"Out of stock","detail":"Only 2 of ACME are left.","available":2}',
        'json',
        'problem',
      ),
    }),
    toApi,
  ),
  { type: 'wait', at: 2032, from: 32 },
  { type: 'wait', at: 125_032, from: 2032 },
  {
    type: 'step',
    at: 125_032,
    step: 3,
    id: 'list-orders-with-their-products',
    title: 'List orders with their products',
  },
  seen(
    125_032,
    request({
      method: 'POST',
      target: '/graphql',
      fields: [json],
      ...carrying(
        '{"query":"query Orders($n: Int!) { orders(first: $n) { id product { name } } }","variables":{"n":50}}',
        'json',
        'graphql',
      ),
    }),
    toApi,
  ),
  query(125_033, 'SELECT id, product FROM orders LIMIT 50', 50),
  ...Array.from({ length: 50 }, (_, index) =>
    query(125_033, `SELECT name FROM products WHERE id = ${index}`, 1),
  ),
  seen(
    125_040,
    response({
      fields: [json],
      ...carrying(
        '{"data":{"orders":[{"id":"o_1","product":null}]},"errors":[{"message":"No such product","path":["orders",0,"product"]}]}',
        'json',
        'graphql',
      ),
    }),
    toApi,
  ),
  { type: 'connection-refused', at: 125_041, ...behind, code: 'ECONNREFUSED' },
  {
    type: 'fault',
    at: 125_041,
    ...toApi,
    fault: { kind: 'delay-bytes', delayMs: 200, direction: 'server-to-client' },
    sentence: 'holds every byte towards the client back by 200 ms',
  },
  seen(
    125_042,
    {
      kind: 'malformed',
      direction: 'server-to-client',
      start: 0,
      end: 120,
      summary: 'HTTP/1.1 2OO \u001b[31mOK\u202e',
      layers: [],
      problems: [
        { code: 'bad-status', text: 'The status code is not three digits.', source: 'RFC 9112 §4' },
      ],
    },
    toApi,
  ),
  { type: 'figure', at: 125_050, name: 'slowest answer', value: 1840, unit: 'ms' },
  {
    type: 'chart',
    at: 125_050,
    title: 'Arrivals',
    binLabel: 'second',
    unit: 'requests',
    bins: [
      { label: '0', value: 50 },
      { label: '1', value: 4 },
      { label: '10', value: 0 },
    ],
  },
  {
    type: 'table',
    at: 125_050,
    title: 'Attempts',
    columns: ['attempt', 'waited', 'what came of it'],
    rows: [
      ['1', '0 ms', 'the connection was reset'],
      ['2', '200 ms', 'placed a second time 日本'],
    ],
  },
  {
    type: 'check',
    at: 125_050,
    id: 'placed-once',
    promise: 'MUST place the order once, however often the client sends it',
    strength: 'must',
    source: 'lab',
    holds: false,
    predicted: 'breaks',
    actual: '2 orders',
    expected: '1 order',
  },
  {
    type: 'check',
    at: 125_050,
    id: 'wait-named',
    promise: 'SHOULD say how long to wait',
    strength: 'should',
    source: 'RFC 9110 §10.2.3',
    holds: false,
    predicted: 'holds',
    actual: 'no Retry-After',
    expected: 'Retry-After of at most 5',
  },
  {
    type: 'check',
    at: 125_050,
    id: 'all-answered',
    promise: 'MUST answer every request',
    strength: 'must',
    source: 'lab',
    holds: true,
    predicted: 'breaks',
    actual: '44 answers',
    expected: '44 answers',
  },
  {
    type: 'failure',
    at: 125_050,
    code: 'step-timeout',
    text: 'Step 3 waited for something that never came.',
  },
  {
    type: 'end',
    at: 125_050,
    id: 'orders-naive',
    variant: 'forget',
    asPredicted: false,
    totals: { connections: 2, requests: 44, events: 0, bytes: 98_304, queries: 52 },
    realMs: 1_250,
  },
];
