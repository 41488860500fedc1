import { type CardOutline, levels } from '../content/card.ts';
import { shuffled } from '../content/options.ts';
import type { Stock } from './pick.ts';
import type { Outcome } from './result.ts';
import { standingOf } from './standing.ts';

/** How many cards a diagnosis asks. */
export const DIAGNOSIS_CARDS = 10;

/** A card that was asked, and what came of it. */
interface Asked {
  readonly card: CardOutline;
  readonly outcome: Outcome;
}

/**
 * Decides which card comes next, so that ten of them find out what somebody does not know. Each is of
 * another group as long as there are groups, those first of which least was answered. The first is of
 * the level `working`; after a right answer the next one is a level deeper, after a wrong one a level
 * easier. The same seed, cards and answers give the same questions.
 */
export function diagnosis<Asking extends CardOutline>({
  cards,
  progress,
  random,
}: Stock<Asking>): (before: readonly Asked[]) => Asking | undefined {
  // What is answered in one's own words cannot be marked.
  const markable = shuffled(cards, random).filter(({ kind }) => kind !== 'recall');
  const answeredOf = (group: string) =>
    markable.filter((card) => card.group === group && standingOf(card, progress)).length;
  const groups = [...new Set(markable.map(({ group }) => group))].sort(
    (a, b) => answeredOf(a) - answeredOf(b),
  );
  return (before) => {
    if (before.length >= DIAGNOSIS_CARDS) return undefined;
    const asked = new Set(before.map(({ card }) => card.id));
    const topics = new Set(before.map(({ card }) => `${card.group}/${card.topic}`));
    const left = markable.filter(({ id }) => !asked.has(id));
    const timesOf = (id: string) => before.filter(({ card }) => card.group === id).length;
    const open = groups.filter((id) => left.some(({ group }) => group === id));
    const least = Math.min(...open.map(timesOf));
    const group = open.find((id) => timesOf(id) === least);
    const level = levelAfter(before);
    const cost = (card: CardOutline) =>
      10 * Math.abs(levels.indexOf(card.level) - level) +
      (topics.has(`${card.group}/${card.topic}`) ? 5 : 0) +
      (standingOf(card, progress) ? 1 : 0);
    return left.filter((card) => card.group === group).sort((a, b) => cost(a) - cost(b))[0];
  };
}

/** The place of the level of the next card among `levels`. */
function levelAfter(before: readonly Asked[]): number {
  const deepest = levels.length - 1;
  return before.reduce(
    (level, { outcome }) =>
      outcome === 'right' ? Math.min(deepest, level + 1) : Math.max(0, level - 1),
    levels.indexOf('working'),
  );
}
