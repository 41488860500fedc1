import type { Card, CardOutline } from '../../content/card.ts';
import { cardOutlines, type Filter, filterDeck, wholeCards } from '../../content/deck.ts';
import type { Dialogue } from '../../dialogue/index.ts';
import { type Look, printed } from '../../dialogue/look.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { seededRandom } from '../../lab/chance/random.ts';
import type { ProgressStore } from '../../progress/store.ts';
import { answerStore } from '../../quiz/answer-store.ts';
import { inWords } from '../../quiz/due.ts';
import { show } from '../../quiz/open-question.ts';
import { pickAll, pickDue, pickExam, pickMixed, type Stock } from '../../quiz/pick.ts';
import { onceEach, untilTime } from '../../quiz/round.ts';
import { dueRows, nextRows, scoreRows } from '../../quiz/score.ts';
import { nextDue } from '../../quiz/standing.ts';
import { UsageError } from '../ending/exit.ts';
import { endThoughKeptOpen } from '../ending/kept-open.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { countOf, filterOf, noExamOf, noSuchCard } from '../finding/card-filter.ts';
import { meantGroup } from '../finding/meant-group.ts';
import { openOwnProgress } from '../live/own-progress.ts';
import { print } from '../output/print.ts';
import { type Asking, openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';

export interface QuizOptions {
  readonly due?: boolean;
  readonly cram?: boolean;
  readonly minutes?: number;
  readonly exam?: boolean;
  readonly level?: string;
  readonly topic?: string;
  /** As it was typed. */
  readonly count?: string;
  readonly json?: boolean;
  readonly answers?: boolean;
}

/** What a command line asks for, with what it is about. */
interface Wanted {
  readonly options: QuizOptions;
  readonly deck: readonly CardOutline[];
  readonly filter: Filter;
  /** The cards of the deck that the filter leaves; never none, but for `--json`. */
  readonly cards: readonly CardOutline[];
  /** How many are asked at most. */
  readonly count: number | undefined;
  readonly store: ProgressStore;
}

const now = () => new Date();

/** `apilab quiz`: cards, one after the other, or as a list or a sheet. */
export async function quiz(
  groups: readonly string[],
  options: QuizOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  let dialogue: Dialogue | undefined;
  try {
    const wanted = await wantedBy(groups, options);
    if (options.json) return await printList(wanted);
    dialogue = options.answers ? undefined : openDialogue(asking, stop);
    if (dialogue) await converse(dialogue, wanted, stop);
    else await printSheet(wanted, screen(asking));
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    dialogue?.close();
    stop.release();
    endThoughKeptOpen(stop);
  }
}

/** @throws UsageError if options do not go together or no card is meant. */
async function wantedBy(groups: readonly string[], options: QuizOptions): Promise<Wanted> {
  if (options.minutes !== undefined && !options.cram) {
    throw new UsageError('--minutes goes with --cram');
  }
  const deck = await cardOutlines();
  const count = countOf(deck, options.count);
  const meant = await Promise.all(groups.map(meantGroup));
  const filter = filterOf(deck, { groups: meant, ...options });
  const cards = filterDeck(deck, filter);
  if (cards.length === 0 && !options.json) throw noSuchCard(deck, filter);
  return { options, deck, filter, cards, count, store: openOwnProgress() };
}

function stockOf({ cards, store }: Wanted, seed: number): Stock<CardOutline> {
  return { cards, progress: store.read(), now: now(), random: seededRandom(seed, 'quiz') };
}

/** The cards of a command line, in the order in which they are asked. */
async function pick(wanted: Wanted, seed: number): Promise<readonly Card[]> {
  return wholeCards(picked(wanted, seed));
}

function picked(wanted: Wanted, seed: number): readonly CardOutline[] {
  const { count } = wanted;
  const { due, cram, exam } = wanted.options;
  const stock = stockOf(wanted, seed);
  if (due) return pickDue(stock, count);
  if (cram) return pickAll(stock, count ?? wanted.cards.length);
  return exam ? pickExam(stock, count ?? 20) : pickMixed(stock, count ?? 5);
}

async function printList(wanted: Wanted): Promise<void> {
  const { listing } = await import('../../quiz/listing.ts');
  const { due, answers = false } = wanted.options;
  const cards = due ? pickDue(stockOf(wanted, 1)) : wanted.cards;
  print(listing(await wholeCards(cards.slice(0, wanted.count)), answers));
}

async function printSheet(wanted: Wanted, look: Look): Promise<void> {
  const { answerRows, sheetRows } = await import('../../quiz/sheet.ts');
  const cards = await pick(wanted, 1);
  if (cards.length === 0) return print(nothingToAsk(wanted));
  const answers = wanted.options.answers ? answerRows(cards, await readCatalogue(), look) : [];
  print(printed([...sheetRows(cards, look).slice(1), ...answers], look));
}

async function converse(dialogue: Dialogue, wanted: Wanted, stop: Stop): Promise<void> {
  const { options, store } = wanted;
  const path = wanted.deck;
  const cards = await pick(wanted, now().getTime());
  if (cards.length === 0) return dialogue.say(nothingToAsk(wanted));
  const room = {
    dialogue,
    random: seededRandom(now().getTime(), 'answers'),
    catalogue: readCatalogue,
    keep: answerStore(store, now),
  };
  if (options.exam) {
    const { examSession, showMissed } = await import('../../quiz/exam.ts');
    const marked = await examSession(cards, room);
    show(dialogue, scoreRows(marked, dialogue, { cards: cards.length }));
    await showMissed(marked, room);
    show(dialogue, nextRows(marked, path, store.read(), dialogue));
    return;
  }
  const { quizSession } = await import('../../quiz/session.ts');
  const end = new Date(now().getTime() + (options.minutes ?? 5) * 60_000);
  const results = await quizSession(options.cram ? untilTime(cards, end, now) : onceEach(cards), {
    ...room,
    keep: options.cram ? undefined : room.keep,
    play: async (evidence) => {
      const { playEvidence } = await import('../../quiz/evidence-play.ts');
      return playEvidence(evidence, { dialogue, signal: stop.signal });
    },
  });
  if (results.length === 0) return;
  show(dialogue, scoreRows(results, dialogue));
  if (!options.cram) show(dialogue, dueRows(results, store.read(), now(), dialogue));
  show(dialogue, nextRows(results, path, store.read(), dialogue));
}

/** What to say if there is nothing to ask: nothing is due. @throws UsageError if no card is asked ever. */
function nothingToAsk({ cards, filter, store, options }: Wanted): string {
  if (options.exam) throw noExamOf(cards, filter);
  const next = nextDue(cards, store.read());
  if (next === undefined) return 'Nothing is due: none of these cards was answered yet.\n';
  const day = next.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return `Nothing is due. The next card is due ${inWords(next, now())}, ${day}.\n`;
}
