import type { Card } from '../content/card.ts';
import { levels } from '../content/deck.ts';
import { shuffled } from '../content/options.ts';
import type { Random } from '../lab/chance/random.ts';
import type { CardProgress, Progress } from '../progress/progress.ts';
import { isDue, standingOf, weakness } from './standing.ts';

/** From which cards to pick, and what is known of them. */
export interface Stock {
  readonly cards: readonly Card[];
  readonly progress: Progress;
  readonly now: Date;
  readonly random: Random;
}

/**
 * The cards of a quiz: due ones, weakest first, and new ones, easiest first, in turns; where both are
 * too few, those that are due next.
 */
export function pickMixed(stock: Stock, count: number): readonly Card[] {
  const { due, later, fresh } = sorted(stock);
  return kindsMixed([...inTurns(due, fresh), ...later].slice(0, count));
}

/** The cards that the schedule asks for, weakest first; all of them where no count is given. */
export function pickDue(stock: Stock, count?: number): readonly Card[] {
  return sorted(stock).due.slice(0, count);
}

/** Everything there is for the evening before: what was learned, weakest first, and what was not. */
export function pickAll(stock: Stock, count: number): readonly Card[] {
  const { due, later, fresh } = sorted(stock);
  return inTurns([...due, ...later], fresh).slice(0, count);
}

/** Cards of as many topics as there are, whatever is known of them; only those that can be marked. */
export function pickExam({ cards, random }: Stock, count: number): readonly Card[] {
  const topics = new Map<string, Card[]>();
  for (const card of shuffled(cards, random)) {
    if (card.kind === 'recall') continue;
    const topic = `${card.group}/${card.topic}`;
    topics.set(topic, [...(topics.get(topic) ?? []), card]);
  }
  const picked: Card[] = [];
  for (let round = 0; picked.length < count; round++) {
    const cardsOfRound = [...topics.values()].flatMap((each) => each.slice(round, round + 1));
    if (cardsOfRound.length === 0) break;
    picked.push(...cardsOfRound);
  }
  return picked.slice(0, count);
}

interface Sorted {
  readonly due: readonly Card[];
  readonly later: readonly Card[];
  readonly fresh: readonly Card[];
}

function sorted({ cards, progress, now, random }: Stock): Sorted {
  const known: { card: Card; standing: CardProgress }[] = [];
  const fresh: Card[] = [];
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
function kindsMixed(cards: readonly Card[]): readonly Card[] {
  const rest = [...cards];
  const mixed: Card[] = [];
  while (rest.length > 0) {
    const last = mixed.at(-1)?.kind;
    // More than half are of one kind: it must come now, or they follow each other in the end.
    const isFrequent = ({ kind }: Card) =>
      rest.filter((card) => card.kind === kind).length * 2 > rest.length;
    const others = rest.filter(({ kind }) => kind !== last);
    const next = others.find(isFrequent) ?? others[0] ?? rest[0];
    if (next === undefined) break;
    rest.splice(rest.indexOf(next), 1);
    mixed.push(next);
  }
  return mixed;
}
