import type {
  MessageEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../src/lab/record/transcript.ts';
import type { HttpRequest, HttpResponse, Message, SseEvent } from '../../src/wire/types.ts';

/** What every message of the fixtures shares before its own members are put in. */
const plain = { start: 0, end: 40, layers: [], problems: [] } as const;
const noContent = { byteLength: 0 } as const;

/** A request of the fixtures. */
export function request(members: Partial<HttpRequest> = {}): HttpRequest {
  const { method = 'GET', target = '/prices', version = 'HTTP/1.1' } = members;
  return {
    ...plain,
    kind: 'http-request',
    direction: 'client-to-server',
    summary: `${method} ${target} ${version}`,
    method,
    target,
    version,
    fields: [],
    trailers: [],
    content: noContent,
    exchange: 1,
    ...members,
  };
}

/** A response of the fixtures. */
export function response(members: Partial<HttpResponse> = {}): HttpResponse {
  const { status = 200, reason = 'OK', version = 'HTTP/1.1' } = members;
  return {
    ...plain,
    kind: 'http-response',
    direction: 'server-to-client',
    summary: `${version} ${status} ${reason}`,
    status,
    reason,
    version,
    fields: [],
    trailers: [],
    content: noContent,
    exchange: 1,
    streaming: false,
    ...members,
  };
}

/** An event of a stream. */
export function sseEvent(members: Partial<SseEvent> = {}): SseEvent {
  return {
    ...plain,
    kind: 'sse-event',
    direction: 'server-to-client',
    summary: 'event',
    exchange: 1,
    outcome: 'event',
    event: 'message',
    data: '',
    lastEventId: members.id ?? '',
    comments: [],
    ...members,
  };
}

/** A price, as event `id`. */
export function price(id: number, amount: number): SseEvent {
  return sseEvent({ id: String(id), event: 'price', data: `{"symbol":"ACME","price":${amount}}` });
}

/** A message on its way between `client` and `prices`. */
export function seen(
  at: number,
  message: Message,
  members: Partial<Omit<MessageEvent, 'type' | 'at' | 'message'>> = {},
): MessageEvent {
  const parties = { connection: 1, client: 'client', server: 'prices' };
  return { type: 'message', at, ...parties, delivery: 'whole', message, ...members };
}

/** The beginning of a scenario. */
export function scenario(members: Partial<ScenarioEvent> = {}): ScenarioEvent {
  return {
    type: 'scenario',
    at: 0,
    version: 2,
    id: 'sse-replay',
    group: 'sse',
    title: 'Resume a dropped stream with Last-Event-ID',
    claim: 'A client that loses its connection must miss nothing.',
    standard: 'HTML Standard §9.2.4',
    covers: ['sse-replay-last-event-id'],
    variant: {
      name: 'resume',
      kind: 'correct',
      about: 'The server replays what was missed.',
      breaks: [],
    },
    variants: [
      { name: 'resume', kind: 'correct' },
      { name: 'forget', kind: 'naive' },
    ],
    params: {},
    seed: 1,
    focus: ['last-event-id', 'accept'],
    epoch: '2026-03-01T00:00:00Z',
    ...members,
  };
}

const routine = [
  { name: 'Host', value: '127.0.0.1:41873' },
  { name: 'Connection', value: 'keep-alive' },
  { name: 'User-Agent', value: 'apilab' },
];
const asks = { name: 'Accept', value: 'text/event-stream' };
const streams = [
  { name: 'Content-Type', value: 'text/event-stream' },
  { name: 'Cache-Control', value: 'no-store' },
  { name: 'Date', value: 'Sun, 15 Nov 2026 08:12:31 GMT' },
  { name: 'Transfer-Encoding', value: 'chunked' },
];
const between = { connection: 1, client: 'client', server: 'prices' } as const;
const again = { ...between, connection: 2 } as const;

/** A whole run of the scenario, as the lab would report it. */
export const sseReplay: readonly TranscriptEvent[] = [
  scenario(),
  { type: 'step', at: 0, step: 1, id: 'receive-three-prices', title: 'Receive three prices' },
  { type: 'connection-opened', at: 0, ...between, clientPort: 51424, serverPort: 41873 },
  seen(0, request({ fields: [...routine, asks] })),
  seen(1, response({ fields: streams, streaming: true })),
  seen(1, sseEvent({ outcome: 'empty', retryMs: 1000 })),
  seen(1, price(1, 18550)),
  { type: 'wait', at: 20, from: 1 },
  seen(20, price(2, 18560)),
  seen(21, sseEvent({ outcome: 'comment', comments: [' keep-alive'] })),
  seen(21, price(3, 18570)),
  { type: 'step', at: 40, step: 2, id: 'lose-the-connection', title: 'Lose the connection' },
  {
    type: 'fault',
    at: 40,
    ...between,
    fault: { kind: 'reset-connection' },
    sentence: 'resets the connection (RST to both ends)',
  },
  {
    type: 'connection-ended',
    at: 40,
    ...between,
    direction: 'client-to-server',
    how: 'rst',
    by: 'tap',
  },
  {
    type: 'connection-ended',
    at: 40,
    ...between,
    direction: 'server-to-client',
    how: 'rst',
    by: 'tap',
  },
  { type: 'step', at: 40, step: 3, id: 'reconnect-and-catch-up', title: 'Reconnect and catch up' },
  { type: 'wait', at: 1040, from: 40 },
  { type: 'connection-opened', at: 1040, ...again, clientPort: 51426, serverPort: 41873 },
  seen(1040, request({ fields: [...routine, asks, { name: 'Last-Event-ID', value: '3' }] }), again),
  seen(1041, response({ fields: streams, streaming: true }), again),
  seen(1041, price(4, 18575), again),
  seen(1041, price(5, 18580), again),
  {
    type: 'check',
    at: 1041,
    id: 'once-in-order',
    promise: 'MUST deliver every event exactly once, in order',
    strength: 'must',
    source: 'HTML Standard §9.2.4',
    holds: true,
    predicted: 'holds',
    actual: '1 2 3 4 5',
    expected: '1 2 3 4 5',
  },
  {
    type: 'end',
    at: 1041,
    id: 'sse-replay',
    variant: 'resume',
    asPredicted: true,
    totals: { connections: 2, requests: 2, events: 5, bytes: 1912, queries: 0 },
    realMs: 212,
  },
];
