import type { Card, CardOutline } from '../../content/card.ts';
import { cardOutlines, type Filter, filterDeck, wholeCards } from '../../content/deck.ts';
import type { LessonOutline } from '../../content/lesson.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import { seededRandom } from '../../lab/chance/random.ts';
import type { ProgressStore } from '../../progress/store.ts';
import { missedCards } from '../../quiz/missed.ts';
import { pickAll, pickDue, pickExam, pickMixed, type Stock } from '../../quiz/pick.ts';
import { UsageError } from '../ending/exit.ts';
import { countOf, filterOf, noSuchCard } from '../finding/card-filter.ts';
import { meantGroup } from '../finding/meant-group.ts';
import { openOwnProgress } from '../live/own-progress.ts';

export interface QuizOptions {
  readonly due?: boolean;
  readonly missed?: boolean;
  readonly cram?: boolean;
  readonly minutes?: number;
  readonly exam?: boolean;
  readonly diagnose?: boolean;
  readonly topics?: boolean;
  readonly level?: string;
  readonly topic?: string;
  /** As it was typed. */
  readonly count?: string;
  readonly seed?: number;
  readonly json?: boolean;
  readonly answers?: boolean;
  /** Files that the questions are written to. */
  readonly output: readonly string[];
}

/** What a command line asks for, with what it is about. */
export interface Wanted {
  readonly options: QuizOptions;
  readonly deck: readonly CardOutline[];
  readonly lessons: readonly LessonOutline[];
  readonly filter: Filter;
  /** The cards of the deck that the filter leaves; never none, but for `--json`. */
  readonly cards: readonly CardOutline[];
  /** How many are asked at most. */
  readonly count: number | undefined;
  /** What all chance is drawn from. */
  readonly seed: number;
  readonly store: ProgressStore;
}

export const now = () => new Date();

/** @throws UsageError if options do not go together or no card is meant. */
export async function wantedBy(groups: readonly string[], options: QuizOptions): Promise<Wanted> {
  if (options.minutes !== undefined && !options.cram && !options.diagnose) {
    throw new UsageError('--minutes goes with --cram or --diagnose');
  }
  const deck = await cardOutlines();
  const count = countOf(deck, options.count);
  const meant = await Promise.all(groups.map(meantGroup));
  const filter = filterOf(deck, { groups: meant, ...options });
  const cards = filterDeck(deck, filter);
  if (cards.length === 0 && !options.json) throw noSuchCard(deck, filter);
  const lessons = await lessonOutlines();
  const { seed = now().getTime() } = options;
  return { options, deck, lessons, filter, cards, count, seed, store: openOwnProgress() };
}

export function stockOf({ cards, store, seed }: Wanted): Stock<CardOutline> {
  return { cards, progress: store.read(), now: now(), random: seededRandom(seed, 'quiz') };
}

/** The cards of a command line, in the order in which they are asked. */
export async function pick(wanted: Wanted): Promise<readonly Card[]> {
  const { count, lessons, store } = wanted;
  const { due, missed, cram, exam } = wanted.options;
  if (missed) {
    const cards = missedCards(await wholeCards(wanted.cards), lessons, store.read());
    return cards.slice(0, count);
  }
  const stock = stockOf(wanted);
  if (due) return wholeCards(pickDue(stock, count));
  if (cram) return wholeCards(pickAll(stock, count ?? wanted.cards.length));
  return wholeCards(exam ? pickExam(stock, count ?? 20) : pickMixed(stock, count ?? 5));
}
