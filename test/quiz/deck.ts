import type {
  Card,
  ChoiceCard,
  OrderCard,
  PredictWireCard,
  RecallCard,
} from '../../src/content/card.ts';
import { MASK } from '../../src/content/card.ts';

const base = {
  group: 'sse',
  scenario: 'sse-replay',
  revision: 1,
  topic: 'resuming a stream',
  level: 'basic',
  hint: 'Look at the second request.',
  explain: 'The client names the last event it received.',
} as const;

/** A card of each kind, small enough to know by heart. */
export const choice: ChoiceCard = {
  ...base,
  id: 'sse-choice',
  kind: 'choice',
  question: 'How does the server learn where to go on?',
  key: { text: 'The client says so' },
  distractors: [
    {
      text: 'The server remembers',
      misconception: 'server-remembers-the-client',
      rebuttal: 'The old connection is gone.',
    },
    {
      text: 'The proxy knows',
      misconception: 'proxies-keep-streams',
      rebuttal: 'A proxy keeps no events.',
    },
  ],
  evidence: [
    { run: 'sse-replay', variant: 'resume', step: 'catch-up' },
    { standard: 'html §9.2.4' },
  ],
};

export const recall: RecallCard = {
  ...base,
  id: 'sse-recall',
  kind: 'recall',
  topic: 'choosing SSE',
  question: 'When do you take SSE rather than WebSocket?',
  points: [
    'When data flows one way.',
    'When it is text.',
    'When a page is to reconnect by itself.',
    'When plain HTTP has to do.',
  ],
  followUp: {
    question: 'And if the page has to answer now and then?',
    answer: 'It sends a POST beside the stream.',
  },
  evidence: [{ standard: 'html §9.2.1' }],
};

export const order: OrderCard = {
  ...base,
  id: 'sse-order',
  kind: 'order',
  question: 'Put these in order:',
  items: [
    { text: 'first it asks', sign: { has: ['GET'] } },
    { text: 'second it is answered', sign: { has: ['200'] } },
    { text: 'third an event comes', sign: { has: ['id: 1'] } },
  ],
  evidence: [{ run: 'sse-replay', variant: 'resume' }],
};

export const predictWire: PredictWireCard = {
  ...base,
  id: 'sse-wire',
  kind: 'predict-wire',
  topic: 'reconnection time',
  question: 'What stands where the mask is?',
  key: { text: 'retry: 1000' },
  distractors: [
    { text: 'retry: 1', misconception: 'retry-in-seconds', rebuttal: 'It counts milliseconds.' },
    { text: 'wait: 1', misconception: 'there-is-a-wait-field', rebuttal: 'No such field.' },
  ],
  exchange: [
    { from: 'client', to: 'prices', lines: ['GET /prices HTTP/1.1'] },
    { from: 'prices', to: 'client', lines: [MASK] },
  ],
  evidence: [{ run: 'sse-replay', variant: 'forget', step: 'receive', set: { clients: '2' } }],
};

export const deck: readonly Card[] = [choice, recall, order, predictWire];

/** As many choice cards as asked for, apart in their ids alone. */
export function choices(count: number, members: Partial<ChoiceCard> = {}): readonly ChoiceCard[] {
  return Array.from({ length: count }, (_, index) => ({
    ...choice,
    ...members,
    id: `${members.group ?? 'sse'}-${index + 1}`,
  }));
}
