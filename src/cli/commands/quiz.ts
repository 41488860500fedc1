import { wholeCards } from '../../content/deck.ts';
import type { Dialogue } from '../../dialogue/index.ts';
import { type Look, printed } from '../../dialogue/look.ts';
import { readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { inWords } from '../../quiz/due.ts';
import { missedCards } from '../../quiz/missed.ts';
import { pickDue } from '../../quiz/pick.ts';
import { nextDue } from '../../quiz/standing.ts';
import { formatCount } from '../../text/quantities.ts';
import { UsageError } from '../ending/exit.ts';
import { endThoughKeptOpen } from '../ending/kept-open.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { noExamOf } from '../finding/card-filter.ts';
import { checkDocumentNames, writeDocument } from '../output/document-files.ts';
import { print } from '../output/print.ts';
import { askDiagnosis, askExam, askQuiz } from '../quizzing/converse.ts';
import { now, pick, type QuizOptions, stockOf, type Wanted, wantedBy } from '../quizzing/wanted.ts';
import { type Asking, openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';

/** `apilab quiz`: cards, one after the other, or as a list or a sheet. */
export async function quiz(
  groups: readonly string[],
  options: QuizOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  let dialogue: Dialogue | undefined;
  try {
    checkDocumentNames(options.output);
    const wanted = await wantedBy(groups, options);
    if (options.topics) return await printTopics(wanted, screen(asking));
    if (options.output.length > 0) return await writeSheet(wanted);
    if (options.json) return await printList(wanted);
    dialogue = options.answers ? undefined : openDialogue(asking, stop);
    if (dialogue) await converse(dialogue, wanted, stop);
    else if (options.diagnose) {
      throw new UsageError('a diagnosis goes by what you answer, and nobody can be asked here');
    } else await printSheet(wanted, screen(asking));
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    dialogue?.close();
    stop.release();
    endThoughKeptOpen(stop);
  }
}

async function printTopics(wanted: Wanted, look: Look): Promise<void> {
  const { topicListing, topicRows } = await import('../../quiz/topic-list.ts');
  const progress = wanted.store.read();
  if (wanted.options.json) return print(topicListing(wanted.cards, progress));
  print(printed(topicRows(wanted.cards, progress, look), look));
}

async function printList(wanted: Wanted): Promise<void> {
  const { listing } = await import('../../quiz/listing.ts');
  const { due, missed, answers = false } = wanted.options;
  const cards = await wholeCards(due ? pickDue(stockOf({ ...wanted, seed: 1 })) : wanted.cards);
  const meant = missed ? missedCards(cards, wanted.lessons, wanted.store.read()) : cards;
  print(listing(meant.slice(0, wanted.count), answers));
}

async function writeSheet(wanted: Wanted): Promise<void> {
  const cards = await pick({ ...wanted, seed: wanted.options.seed ?? 1 });
  if (cards.length === 0) throw new UsageError(nothingToAsk(wanted).trimEnd());
  const { options, filter } = wanted;
  const { sheetDocument } = await import('../../quiz/sheet-document.ts');
  const groups = filter.groups.length > 0 ? filter.groups.join(', ') : 'all groups';
  const catalogue = options.answers ? await readCatalogue() : undefined;
  const title = `${formatCount(cards.length, 'question')} on ${groups}`;
  await writeDocument(sheetDocument(cards, title, catalogue), options.output);
}

async function printSheet(wanted: Wanted, look: Look): Promise<void> {
  const { answerRows, sheetRows } = await import('../../quiz/sheet.ts');
  const cards = await pick({ ...wanted, seed: wanted.options.seed ?? 1 });
  if (cards.length === 0) return print(nothingToAsk(wanted));
  const answers = wanted.options.answers ? answerRows(cards, await readCatalogue(), look) : [];
  print(printed([...sheetRows(cards, look).slice(1), ...answers], look));
}

async function converse(dialogue: Dialogue, wanted: Wanted, stop: Stop): Promise<void> {
  if (wanted.options.diagnose) return askDiagnosis(dialogue, wanted);
  const cards = await pick(wanted);
  if (cards.length === 0) return dialogue.say(nothingToAsk(wanted));
  if (wanted.options.exam) return askExam(cards, dialogue, wanted);
  return askQuiz(cards, dialogue, wanted, stop);
}

/** What to say if there is nothing to ask: nothing is due or missed. @throws UsageError if no card is asked ever. */
function nothingToAsk({ cards, filter, store, options }: Wanted): string {
  if (options.exam) throw noExamOf(cards, filter);
  if (options.missed) return 'Nothing was missed, or all of it was answered right since.\n';
  const next = nextDue(cards, store.read());
  if (next === undefined) return 'Nothing is due: none of these cards was answered yet.\n';
  const day = next.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return `Nothing is due. The next card is due ${inWords(next, now())}, ${day}.\n`;
}
