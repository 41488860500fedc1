import type { CardOutline } from '../content/card.ts';
import type { CardProgress, Progress } from '../progress/progress.ts';

/** What the schedule knows of a card; undefined if it is new, or new again since it was changed. */
export function standingOf(card: CardOutline, progress: Progress): CardProgress | undefined {
  const standing = progress.cards[card.id];
  return standing && standing.revision >= card.revision ? standing : undefined;
}

/** True for a card that is past its first steps: the schedule asks for it after days. */
export function isKnown(standing: CardProgress | undefined): boolean {
  return standing?.schedule.state === 'review';
}

export function isDue({ schedule }: CardProgress, now: Date): boolean {
  return Date.parse(schedule.due) <= now.getTime();
}

/** The cards that the schedule asks for, in the order of the deck. */
export function dueCards<Asked extends CardOutline>(
  cards: readonly Asked[],
  progress: Progress,
  now: Date,
): readonly Asked[] {
  return cards.filter((card) => {
    const standing = standingOf(card, progress);
    return standing !== undefined && isDue(standing, now);
  });
}

/**
 * How weak the memory of a card is. FSRS has it fade with the time since the last review over the
 * stability, so the greater that is, the weaker.
 */
export function weakness({ schedule }: CardProgress, now: Date): number {
  const last = Date.parse(schedule.lastReview ?? schedule.due);
  return (now.getTime() - last) / Math.max(schedule.stability, Number.EPSILON);
}

/** When the next of the cards is due; undefined if none was ever answered. */
export function nextDue(cards: readonly CardOutline[], progress: Progress): Date | undefined {
  const times = cards.flatMap((card) => {
    const standing = standingOf(card, progress);
    return standing ? [Date.parse(standing.schedule.due)] : [];
  });
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
