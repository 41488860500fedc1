import { type CardOutline, levels } from '../content/card.ts';
import { shuffled } from '../content/options.ts';
import type { Random } from '../lab/chance/random.ts';
import type { CardProgress, Progress } from '../progress/progress.ts';
import { isDue, standingOf, weakness } from './standing.ts';

/** From which cards to pick, and what is known of them. */
export interface Stock<Asked extends CardOutline> {
  readonly cards: readonly Asked[];
  readonly progress: Progress;
  readonly now: Date;
  readonly random: Random;
}

/**
 * The cards of a quiz: due ones, weakest first, and new ones, easiest first, in turns; if both are
 * too few, those that are due next.
 */
export function pickMixed<Asked extends CardOutline>(
  stock: Stock<Asked>,
  count: number,
): readonly Asked[] {
  const { due, later, fresh } = sorted(stock);
  return kindsMixed([...inTurns(due, fresh), ...later].slice(0, count));
}

/** The cards that the schedule asks for, weakest first; all of them if no count is given. */
export function pickDue<Asked extends CardOutline>(
  stock: Stock<Asked>,
  count?: number,
): readonly Asked[] {
  return sorted(stock).due.slice(0, count);
}

/** Everything there is for the evening before: what was learned, weakest first, and what was not. */
export function pickAll<Asked extends CardOutline>(
  stock: Stock<Asked>,
  count: number,
): readonly Asked[] {
  const { due, later, fresh } = sorted(stock);
  return inTurns([...due, ...later], fresh).slice(0, count);
}

/** Cards of as many topics as there are, whatever is known of them; only those that can be marked. */
export function pickExam<Asked extends CardOutline>(
  { cards, random }: Stock<Asked>,
  count: number,
): readonly Asked[] {
  const topics = new Map<string, Asked[]>();
  for (const card of shuffled(cards, random)) {
    if (card.kind === 'recall') continue;
    const topic = `${card.group}/${card.topic}`;
    topics.set(topic, [...(topics.get(topic) ?? []), card]);
  }
  const picked: Asked[] = [];
  for (let round = 0; picked.length < count; round++) {
    const cardsOfRound = [...topics.values()].flatMap((each) => each.slice(round, round + 1));
    if (cardsOfRound.length === 0) break;
    picked.push(...cardsOfRound);
  }
  return picked.slice(0, count);
}

interface Sorted<Asked> {
  readonly due: readonly Asked[];
  readonly later: readonly Asked[];
  readonly fresh: readonly Asked[];
}

function sorted<Asked extends CardOutline>({
  cards,
  progress,
  now,
  random,
}: Stock<Asked>): Sorted<Asked> {
  const known: { card: Asked; standing: CardProgress }[] = [];
  const fresh: Asked[] = [];
  for (const card of cards) {
    const standing = standingOf(card, progress);
    if (standing) known.push({ card, standing });
    else fresh.push(card);
  }
  known.sort((a, b) => weakness(b.standing, now) - weakness(a.standing, now));
  const cardsOf = (due: boolean) =>
    known.filter(({ standing }) => isDue(standing, now) === due).map(({ card }) => card);
  return {
    due: cardsOf(true),
    later: cardsOf(false),
    fresh: levels.flatMap((level) =>
      kindsMixed(
        shuffled(
          fresh.filter((card) => card.level === level),
          random,
        ),
      ),
    ),
  };
}

function inTurns<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  const mixed: T[] = [];
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    mixed.push(...one.slice(index, index + 1), ...other.slice(index, index + 1));
  }
  return mixed;
}

/** The same cards, so that where possible no two of a kind follow each other. */
function kindsMixed<Asked extends CardOutline>(cards: readonly Asked[]): readonly Asked[] {
  const rest = [...cards];
  const mixed: Asked[] = [];
  while (rest.length > 0) {
    const last = mixed.at(-1)?.kind;
    // More than half are of one kind: it must come now, or they follow each other in the end.
    const isFrequent = ({ kind }: Asked) =>
      rest.filter((card) => card.kind === kind).length * 2 > rest.length;
    const others = rest.filter(({ kind }) => kind !== last);
    const next = others.find(isFrequent) ?? others[0] ?? rest[0];
    if (next === undefined) break;
    rest.splice(rest.indexOf(next), 1);
    mixed.push(next);
  }
  return mixed;
}
