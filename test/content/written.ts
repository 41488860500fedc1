import type { ChoiceCard, Distractor, OrderCard, RecallCard } from '../../src/content/card.ts';
import type { Group } from '../../src/content/group.ts';
import type { Predict, Section } from '../../src/content/lesson.ts';
import type { LessonPart } from '../../src/content/written/group-content.ts';
import type { UnrecordedCard } from '../../src/content/written/read-cards.ts';
import { type CatalogueEntry, findScenario } from '../../src/lab/catalogue/catalogue.ts';

const found = await findScenario('sse-replay');
if (found === undefined) throw new Error('sse-replay is not there');

/** The scenario that the examples are about. */
export const entry: CatalogueEntry = found;
export const entries = new Map([[entry.id, entry]]);

export const group: Group = {
  id: 'sse',
  title: 'Server-Sent Events',
  about: 'A server sends events.',
  words: [],
  prerequisites: [],
  scenarios: ['replay'],
  serve: 'replay',
  formerSections: {},
};

/** A wrong answer that keeps every rule. */
export function wrong(text: string, members: Partial<Distractor> = {}): Distractor {
  return {
    text,
    misconception: `believes-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    rebuttal: `It is not so that ${text}: the run shows something else.`,
    ...members,
  };
}

const common = {
  group: 'sse',
  scenario: 'sse-replay',
  revision: 1,
  topic: 'resuming a stream',
  level: 'basic',
  hint: 'Look at the second request.',
  explain: 'The reader names what it has, and the feed goes on behind it.',
} as const;

/** Cards that keep every rule, but for what `members` change. */
export function choice(members: Partial<ChoiceCard> = {}): ChoiceCard {
  return {
    ...common,
    id: 'sse-next-event',
    kind: 'choice',
    question: 'The connection breaks after event 3. What does the reader see next?',
    key: { text: 'Event 4', sign: { has: ['\nid: 4\n'] } },
    distractors: [wrong('Event 1'), wrong('Event 5')],
    evidence: [{ run: 'sse-replay', variant: 'resume', step: 'catch-up' }],
    ...members,
  };
}

export function recall(members: Partial<RecallCard> = {}): RecallCard {
  return {
    ...common,
    id: 'sse-log-length',
    kind: 'recall',
    question: 'How long must a feed keep its events, and what does it owe readers beyond that?',
    points: [
      'It keeps them as long as readers may be away.',
      'Whoever comes later needs a snapshot.',
      'The feed must say that something is missing.',
    ],
    followUp: {
      question: 'What does a reader do whom nobody told of the gap?',
      answer: 'It takes the events that are missing for a quiet hour.',
    },
    evidence: [{ standard: 'html §9.2.4' }],
    ...members,
  };
}

export function order(members: Partial<OrderCard> = {}): OrderCard {
  return {
    ...common,
    id: 'sse-order',
    kind: 'order',
    question: 'Put what happens after the connection broke in order.',
    items: [
      { text: 'The reader asks again', sign: { has: ['last-event-id: 3'] } },
      { text: 'Event 4 arrives', sign: { has: ['\nid: 4\n'] } },
      { text: 'Event 5 arrives', sign: { has: ['\nid: 5\n'] } },
    ],
    evidence: [{ run: 'sse-replay', variant: 'resume', step: 'catch-up' }],
    ...members,
  };
}

export function predictWire(members: Partial<UnrecordedCard> = {}): UnrecordedCard {
  return {
    ...common,
    id: 'sse-mask',
    kind: 'predict-wire',
    question: 'What stands where the mask is?',
    exchange: [
      { from: 'client', has: ['last-event-id: 3'], lines: ['GET', 'last-event-id'], mask: '3' },
      { from: 'prices', has: ['\nid: 4\n'] },
    ],
    key: { text: '3' },
    distractors: [wrong('4'), wrong('1')],
    evidence: [{ run: 'sse-replay', variant: 'resume', step: 'catch-up' }],
    ...members,
  };
}

/** A section that keeps every rule. */
export function section(title: string, ...blocks: Section['blocks'][number][]): Section {
  const prose = [{ kind: 'text', spans: [{ text: 'Prices arrive one by one.' }] }] as const;
  return { id: title, title, blocks: [{ kind: 'prose', paragraphs: prose }, ...blocks] };
}

/** A part of a lesson with these sections. */
export function part(sections: readonly Section[], members: Partial<LessonPart> = {}): LessonPart {
  return { file: 'part.md', text: '', findings: [], lines: new Map(), sections, ...members };
}

export const predict: Predict = { ...choice(), kind: 'predict' };
