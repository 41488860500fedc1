import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/content/card.ts';
import { itemsOf, optionsOf } from '../../src/content/options.ts';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { type CardProgress, noProgress, type Progress } from '../../src/progress/progress.ts';
import { pickAll, pickDue, pickExam, pickMixed, type Stock } from '../../src/quiz/pick.ts';
import { nextDue, standingOf } from '../../src/quiz/standing.ts';
import { answered } from '../progress/examples.ts';
import { choice, choices, deck, order, predictWire, recall } from './deck.ts';

const NOW = new Date('2026-03-10T10:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY).toISOString();

/** A card last seen ten days ago, due in so many days. */
function known(dueInDays: number, stability = 5): CardProgress {
  const { schedule } = answered;
  const due = inDays(dueInDays);
  return { ...answered, schedule: { ...schedule, due, stability, lastReview: inDays(-10) } };
}

function stock(
  cards: readonly Card[],
  standings: Progress['cards'] = {},
  random = seededRandom(1),
): Stock<Card> {
  return { cards, progress: { ...noProgress, cards: standings }, now: NOW, random };
}

const ids = (cards: readonly Card[]) => cards.map(({ id }) => id);

describe('the cards of a quiz', () => {
  it('are due and new ones in turns, due ones weakest first', () => {
    const cards = choices(5);
    const standings = { 'sse-1': known(-1, 9), 'sse-2': known(-1, 2), 'sse-3': known(-1, 5) };
    const picked = ids(pickMixed(stock(cards, standings), 5));
    expect(picked.filter((id) => id in standings)).toEqual(['sse-2', 'sse-3', 'sse-1']);
    expect([picked[0], picked[2], picked[4]]).toEqual(['sse-2', 'sse-3', 'sse-1']);
  });

  it('are easy new ones before hard ones', () => {
    const hard = choices(3, { group: 'ws', level: 'deep' });
    const easy = choices(3, { group: 'sse', level: 'basic' });
    const picked = pickMixed(stock([...hard, ...easy]), 4);
    expect(picked.map(({ level }) => level)).toEqual(['basic', 'basic', 'basic', 'deep']);
  });

  it('are filled up with those that are not due yet', () => {
    const cards = choices(2);
    const standings = { 'sse-1': known(4), 'sse-2': known(-1) };
    expect(ids(pickMixed(stock(cards, standings), 5))).toEqual(['sse-2', 'sse-1']);
  });

  it('are of mixed kinds where that is possible', () => {
    const cards = [...choices(3), order, predictWire, recall];
    const kinds = pickMixed(stock(cards), 6).map(({ kind }) => kind);
    expect(kinds.some((kind, index) => kind === kinds[index + 1])).toBe(false);
  });

  it('are in another order for another seed', () => {
    const orders = [1, 2, 3, 4].map((seed) =>
      ids(pickMixed(stock(choices(6), {}, seededRandom(seed)), 6)).join(),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
  });
});

describe('the cards that are due', () => {
  it('are those that were answered and whose time has come', () => {
    const standings = { [choice.id]: known(-1), [order.id]: known(1) };
    expect(pickDue(stock(deck, standings), 100)).toEqual([choice]);
  });

  it('are not those that were changed since: they are new again', () => {
    const changed = { ...choice, revision: 2 };
    expect(pickDue(stock([changed], { [choice.id]: known(-1) }), 100)).toEqual([]);
    expect(pickMixed(stock([changed], { [choice.id]: known(4) }), 1)).toEqual([changed]);
  });

  it('keep what is known of them where only the wording changed', () => {
    const reworded = { ...choice, question: 'Who tells the server where to go on?' };
    const progress = { ...noProgress, cards: { [choice.id]: known(-1) } };
    expect(standingOf(reworded, progress)).toEqual(known(-1));
  });

  it('are announced where none is due yet', () => {
    const cards = { [choice.id]: known(3), [order.id]: known(1) };
    expect(nextDue(deck, { ...noProgress, cards })?.toISOString()).toBe(inDays(1));
    expect(nextDue(deck, noProgress)).toBeUndefined();
  });
});

describe('the cards of the evening before', () => {
  it('are all of them, due or not, weak ones and new ones in turns', () => {
    const standings = { 'sse-1': known(9, 20), 'sse-2': known(9, 2) };
    const picked = ids(pickAll(stock(choices(3), standings), 3));
    expect(picked).toEqual(['sse-2', 'sse-3', 'sse-1']);
  });
});

describe('the cards of an exam', () => {
  it('are spread over the topics', () => {
    const many = choices(8, { topic: 'resuming a stream' });
    const one = choices(1, { topic: 'reconnection time', group: 'ws' });
    expect(ids(pickExam(stock([...many, ...one]), 2))).toContain('ws-1');
  });

  it('are none that one marks oneself', () => {
    expect(pickExam(stock(deck), 20)).not.toContain(recall);
    expect(pickExam(stock(deck), 20)).toHaveLength(3);
  });
});

describe('the answers on a card', () => {
  it('are the key and every distractor, in an order that changes', () => {
    const orders = Array.from({ length: 20 }, (_, seed) =>
      optionsOf(choice, seededRandom(seed)).map(({ text }) => text),
    );
    for (const texts of orders) {
      expect(texts.toSorted()).toEqual([
        'The client says so',
        'The proxy knows',
        'The server remembers',
      ]);
    }
    const places = orders.map((texts) => texts.indexOf('The client says so'));
    expect(new Set(places)).toEqual(new Set([0, 1, 2]));
  });

  it('never stand in the right order already, where an order is asked for', () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(itemsOf(order, seededRandom(seed))).not.toEqual(order.items);
    }
  });
});
