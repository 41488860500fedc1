import type { Card } from '../../content/card.ts';
import { wholeCards } from '../../content/deck.ts';
import { readGroups } from '../../content/groups.ts';
import { commandToRead } from '../../content/lessons.ts';
import type { Dialogue } from '../../dialogue/index.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { seededRandom } from '../../lab/chance/random.ts';
import { answerStore } from '../../quiz/answer-store.ts';
import { remarkRows } from '../../quiz/answer-view.ts';
import { show } from '../../quiz/open-question.ts';
import { onceEach, untilTime } from '../../quiz/round.ts';
import { dueRows, examRows, missedRows, nextRows, scoreRows } from '../../quiz/score.ts';
import type { Stop } from '../ending/signals.ts';
import { now, stockOf, type Wanted } from './wanted.ts';

/** What every way of asking needs. */
function roomOf(dialogue: Dialogue, { lessons, store, seed }: Wanted) {
  return {
    dialogue,
    random: seededRandom(seed, 'answers'),
    catalogue: readCatalogue,
    read: (card: Card) => commandToRead(lessons, card),
    keep: answerStore(store, now),
  };
}

/** Asks cards with an answer at once, until all were asked or the time is over. */
export async function askQuiz(
  cards: readonly Card[],
  dialogue: Dialogue,
  wanted: Wanted,
  stop: Stop,
): Promise<void> {
  const { options, deck, store } = wanted;
  const room = roomOf(dialogue, wanted);
  const { quizSession } = await import('../../quiz/session.ts');
  const end = new Date(now().getTime() + (options.minutes ?? 5) * 60_000);
  const round = options.cram ? untilTime(cards, end, now) : onceEach(cards);
  const results = await quizSession(round, {
    ...room,
    keep: options.cram ? undefined : room.keep,
    play: async (evidence) => {
      const { playEvidence } = await import('../../quiz/evidence-play.ts');
      return playEvidence(evidence, { dialogue, signal: stop.signal });
    },
  });
  if (results.length === 0) return;
  if (round.isTimeOver) show(dialogue, [[], ...remarkRows('The time is over.', dialogue)]);
  show(dialogue, scoreRows(results, dialogue));
  show(dialogue, missedRows(results, room.read, dialogue));
  if (!options.cram) show(dialogue, dueRows(results, store.read(), now(), dialogue));
  show(dialogue, nextRows(results, deck, store.read(), room.read, dialogue));
}

/** Asks cards without a word until the end, then reports, and compares with the last time. */
export async function askExam(
  cards: readonly Card[],
  dialogue: Dialogue,
  wanted: Wanted,
): Promise<void> {
  const { deck, filter, store } = wanted;
  const room = roomOf(dialogue, wanted);
  const { examSession, showMissed } = await import('../../quiz/exam.ts');
  const { keepExam } = await import('../../quiz/exams.ts');
  const marked = await examSession(cards, room);
  const about = { cards: cards.length, groups: filter.groups, now: now() };
  const kept = keepExam(store, marked, about);
  show(dialogue, scoreRows(marked, dialogue, { cards: cards.length }));
  if (kept) show(dialogue, examRows(kept, dialogue));
  await showMissed(marked, room);
  show(dialogue, nextRows(marked, deck, store.read(), room.read, dialogue));
}

/** Finds out what somebody does not know, and says what to do about it in the time there is. */
export async function askDiagnosis(dialogue: Dialogue, wanted: Wanted): Promise<void> {
  const { deck, lessons, options } = wanted;
  const { DIAGNOSIS_CARDS, diagnosis } = await import('../../quiz/diagnosis.ts');
  const { diagnosisSession } = await import('../../quiz/exam.ts');
  const { planFor } = await import('../../quiz/plan.ts');
  const { diagnosisRows, planRows } = await import('../../quiz/plan-view.ts');
  const next = diagnosis({ ...stockOf(wanted), cards: await wholeCards(wanted.cards) });
  const results = await diagnosisSession(
    (before) => {
      const card = next(before);
      return card && { card, place: { number: before.length + 1, of: DIAGNOSIS_CARDS } };
    },
    roomOf(dialogue, wanted),
  );
  if (results.length === 0) return;
  const { minutes = 40 } = options;
  const plan = planFor({ results, lessons, deck, minutes });
  show(dialogue, diagnosisRows(results, dialogue));
  show(dialogue, planRows(plan, { minutes, missing: await missingTopics(wanted) }, dialogue));
}

/** What the path of a beginner names and nothing can be learned of yet. */
async function missingTopics({ deck, lessons }: Wanted): Promise<readonly string[]> {
  const isThere = (id: string) => [...deck, ...lessons].some(({ group }) => group === id);
  return (await readGroups()).filter(({ id }) => !isThere(id)).map(({ title }) => title);
}
