import { isDeepStrictEqual } from 'node:util';
import type { Card } from '../content/card.ts';
import type { CardProgress, Progress, Rating } from '../progress/progress.ts';
import type { ProgressStore } from '../progress/store.ts';
import { inWords } from './due.ts';

/** Keeps an answer: it is on the disk when this resolves. */
export type Keep = (card: Card, rating: Rating) => Promise<Kept>;

/** An answer that was kept. */
export interface Kept {
  /** When the card is due again, in words: `in 4 days`. */
  readonly due: string;
  /** Keeps the answer with another rating instead. */
  instead(rating: Rating): Kept;
  /**
   * Takes the answer back: what is known of the card is what was known before.
   *
   * @returns false if the card was answered elsewhere since, and stays as it is
   */
  undo(): boolean;
}

/** Keeps answers with the schedule that follows from them. */
export function answerStore(store: ProgressStore, now: () => Date): Keep {
  return async (card, rating) => {
    const { afterReview } = await import('./schedule.ts');
    const at = now();
    /** What was known of the card before this answer, and after it; nothing if it is not kept. */
    let kept:
      | { readonly before: CardProgress | undefined; readonly after: CardProgress }
      | undefined;

    const undo = (): boolean => {
      const latest = kept;
      let isUndone = false;
      store.update((progress: Progress) => {
        const present = progress.cards[card.id];
        isUndone = latest !== undefined && isDeepStrictEqual(present, latest.after);
        if (!isUndone) return progress;
        const before = latest?.before;
        if (before) return { ...progress, cards: { ...progress.cards, [card.id]: before } };
        const { [card.id]: _, ...others } = progress.cards;
        return { ...progress, cards: others };
      });
      if (isUndone) kept = undefined;
      return isUndone;
    };

    const keepAs = (given: Rating): Kept => {
      const latest = kept;
      store.update((progress: Progress) => {
        const present = progress.cards[card.id];
        // What is there is our own answer, which is replaced, or one from another terminal.
        const isOurs = latest !== undefined && isDeepStrictEqual(present, latest.after);
        const before = isOurs ? latest.before : present;
        const after = afterReview(card.revision, before, given, at);
        kept = { before, after };
        return { ...progress, cards: { ...progress.cards, [card.id]: after } };
      });
      const due = kept?.after.schedule.due ?? at;
      return { due: inWords(new Date(due), at), instead: keepAs, undo };
    };
    return keepAs(rating);
  };
}
