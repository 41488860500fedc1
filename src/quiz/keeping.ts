import type { Progress, Rating } from '../progress/progress.ts';
import type { ProgressStore } from '../progress/store.ts';
import type { Card } from './card.ts';
import { inWords } from './due.ts';

/** Keeps an answer: it is on the disk when this resolves. */
export type Keep = (card: Card, rating: Rating) => Promise<Kept>;

/** An answer that was kept. */
export interface Kept {
  /** When the card is due again, in words: `in 4 days`. */
  readonly due: string;
  /** Keeps the answer with another rating instead. */
  instead(rating: Rating): Kept;
}

/** Keeps answers with the schedule that follows from them. */
export function keeper(store: ProgressStore, now: () => Date): Keep {
  return async (card, rating) => {
    const { afterReview } = await import('./schedule.ts');
    const at = now();
    const former = store.read().cards[card.id];

    const keepAs = (given: Rating): Kept => {
      let due = at;
      store.update((progress: Progress) => {
        const present = progress.cards[card.id];
        // What is there is our own answer, which is replaced, or one from another terminal.
        const isOurs = present?.reviews.at(-1)?.at === at.toISOString();
        const next = afterReview(card.revision, isOurs ? former : present, given, at);
        due = new Date(next.schedule.due);
        return { ...progress, cards: { ...progress.cards, [card.id]: next } };
      });
      return { due: inWords(due, at), instead: keepAs };
    };
    return keepAs(rating);
  };
}
