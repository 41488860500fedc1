import type { Card } from '../content/card.ts';
import type { Place } from './question-view.ts';
import type { Result } from './result.ts';

/** Cards one after the other, and where each stands. */
export interface Round {
  /** The next card, once it is known what came of the last one; undefined at the end. */
  next(last: Result | undefined): { readonly card: Card; readonly place: Place } | undefined;
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
  };
}

/** Each card, and those that were missed again, until all were right or the time is over. */
export function untilTime(cards: readonly Card[], end: Date, now: () => Date): Round {
  const queue = [...cards];
  let number = 0;
  return {
    next(last) {
      if (last?.outcome === 'wrong') queue.push(last.card);
      const leftMs = end.getTime() - now().getTime();
      const card = leftMs > 0 ? queue.shift() : undefined;
      if (card === undefined) return undefined;
      number += 1;
      return { card, place: { number, remark: `${Math.ceil(leftMs / 60_000)} min left` } };
    },
  };
}
