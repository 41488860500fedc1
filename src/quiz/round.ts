import type { Card } from '../content/card.ts';
import type { Place } from './question-view.ts';
import type { Result } from './result.ts';

/** A card and where it stands in its round. */
export interface Asked {
  readonly card: Card;
  readonly place: Place;
}

/** Cards one after the other, and where each stands. */
export interface Round {
  /** The next card; undefined at the end. */
  next(): Asked | undefined;
  /** Takes what came of a card. */
  take(result: Result): void;
  /** What came of a card was taken back; it is asked again before `next` is called. */
  takeBack(result: Result): void;
  /** Why there is no next card, if it is not that all were asked. */
  readonly isTimeOver: boolean;
}

/** Each card once. */
export function onceEach(cards: readonly Card[]): Round {
  let at = 0;
  return {
    next() {
      const card = cards[at];
      at += 1;
      return card && { card, place: { number: at, of: cards.length } };
    },
    take() {},
    takeBack() {},
    isTimeOver: false,
  };
}

/** Each card, and those that were missed again, until all were right or the time is over. */
export function untilTime(cards: readonly Card[], end: Date, now: () => Date): Round {
  const queue = [...cards];
  let number = 0;
  const leftMs = () => end.getTime() - now().getTime();
  return {
    next() {
      const card = leftMs() > 0 ? queue.shift() : undefined;
      if (card === undefined) return undefined;
      number += 1;
      return { card, place: { number, remark: `${Math.ceil(leftMs() / 60_000)} min left` } };
    },
    take({ card, outcome }) {
      if (outcome === 'wrong') queue.push(card);
    },
    takeBack({ card, outcome }) {
      if (outcome === 'wrong') queue.splice(queue.lastIndexOf(card), 1);
    },
    get isTimeOver() {
      return leftMs() <= 0;
    },
  };
}
