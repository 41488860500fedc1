import type { Card, CardOutline } from '../content/card.ts';
import { inlineCode } from '../dialogue/inline-code.ts';
import { type Look, labelled, prose, within } from '../dialogue/look.ts';
import type { Exam, Progress } from '../progress/progress.ts';
import { gap, type Row, span } from '../text/spans.ts';
import { dotted } from './card-look.ts';
import { count, dayOf, inWords } from './due.ts';
import type { KeptExam } from './exams.ts';
import type { Result } from './result.ts';
import { standingOf } from './standing.ts';

/**
 * How many were right, in all and by topic, the weakest topic first. A card that was skipped is set
 * aside; in an exam it counts as not known.
 *
 * @param exam if it was one: how many cards it had
 */
export function scoreRows(
  results: readonly Result[],
  look: Look,
  exam?: { readonly cards: number },
): readonly Row[] {
  const answered = results.filter(({ outcome }) => outcome !== 'skipped');
  const skipped = results.length - answered.length;
  const counted = exam ? results : answered;
  const left = exam && results.length > 0 ? exam.cards - results.length : 0;
  const head =
    counted.length === 0
      ? 'Nothing was answered'
      : `${rightOf(counted)} of ${counted.length} right`;
  const aside = [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(left > 0 ? [`${left} not answered`] : []),
  ];
  const topics = [...byTopic(counted, look)]
    .map(([topic, members]) => ({ topic, right: rightOf(members), asked: members.length }))
    .sort((a, b) => a.right / a.asked - b.right / b.asked);
  const width = Math.max(0, ...topics.map(({ right, asked }) => `${right} of ${asked}`.length));
  return [
    [],
    ...within([
      [span(head, 'strong'), ...aside.map((text) => span(`, ${text}`))],
      ...(topics.length > 0 ? [[]] : []),
      ...topics.flatMap(({ topic, right, asked }) =>
        labelled([gap(2), span(`${right} of ${asked}`.padEnd(width)), gap(2)], [span(topic)], look),
      ),
    ]),
    [],
  ];
}

/** When the cards that were answered are due again: `3 cards in 10 minutes, 1 card in 4 days`. */
export function dueRows(
  results: readonly Result[],
  progress: Progress,
  now: Date,
  look: Look,
): readonly Row[] {
  const times = [...new Set(results.map(({ card }) => card))]
    .flatMap((card) => {
      const due = standingOf(card, progress)?.schedule.due;
      return due === undefined ? [] : [new Date(due)];
    })
    .sort((a, b) => a.getTime() - b.getTime());
  const groups = new Map<string, number>();
  for (const time of times) {
    const words = inWords(time, now);
    groups.set(words, (groups.get(words) ?? 0) + 1);
  }
  if (groups.size === 0) return [];
  const parts = [...groups].map(([words, cards]) => `${count(cards, 'card')} ${words}`);
  return within(prose(`Due again: ${parts.join(', ')}.`, look));
}

/** What was missed, each with where to read it up. */
export function missedRows(
  results: readonly Result[],
  read: (card: Card) => string | undefined,
  look: Look,
): readonly Row[] {
  const isMissed = ({ outcome }: Result) => outcome === 'wrong' || outcome === 'skipped';
  const missed = [...new Set(results.filter(isMissed).map(({ card }) => card))];
  if (missed.length === 0) return [];
  const mark = span(look.plain ? '' : '✗ ', 'bad');
  return [
    ...within([
      [span('Missed', 'strong')],
      ...missed.flatMap((card) => {
        const command = read(card);
        return [
          ...labelled([gap(2), mark], inlineCode(card.question, look), look),
          ...(command === undefined
            ? []
            : labelled([gap(4)], [span('Learn it: ', 'dim'), span(command, 'request')], look)),
        ];
      }),
    ]),
    [],
  ];
}

/** How an exam compares with the last one about the same. */
export function examRows({ exam, former }: KeptExam, look: Look): readonly Row[] {
  if (former === undefined) return [];
  const day = dayOf(new Date(former.at));
  const text = `The last one, on ${day}: ${former.right} of ${former.cards}. ${comparedWords(exam, former)}`;
  return within([...prose(text, look), []]);
}

function comparedWords(exam: Exam, former: Exam): string {
  const gain = exam.right / exam.cards - former.right / former.cards;
  const again = exam.missed.filter((id) => former.missed.includes(id)).length;
  const both = again > 0 ? ` ${count(again, 'card')} missed both times.` : '';
  if (gain === 0) return `As good as this one.${both}`;
  return `This one is ${gain > 0 ? 'better' : 'worse'}.${both}`;
}

/**
 * What to do next: the chapter of what was missed most, else the first group with cards not asked yet.
 *
 * @param deck by group, in the order in which groups are learned
 * @param read where a card can be read up: a command
 */
export function nextRows(
  results: readonly Result[],
  deck: readonly CardOutline[],
  progress: Progress,
  read: (card: Card) => string | undefined,
  look: Look,
): readonly Row[] {
  const missed = results.filter(({ outcome }) => outcome !== 'right');
  const [worst] = largestFirst(
    missed.map(({ card }) => card),
    ({ group }) => group,
  );
  const [chapter = []] = largestFirst(worst ?? [], ({ scenario }) => scenario);
  const [card] = chapter;
  if (card) {
    const topics = [...new Set(chapter.map(({ topic }) => topic))].join(', ');
    const text = `Learn next: ${read(card) ?? `apilab learn ${card.group}`} (${topics})`;
    return within(prose(text, look));
  }
  const fresh = deck.filter((card) => standingOf(card, progress) === undefined);
  const [first] = fresh;
  if (first === undefined) return [];
  const left = fresh.filter(({ group }) => group === first.group).length;
  const text = `Go on with: apilab quiz ${first.group} (${count(left, 'new card')})`;
  return within(prose(text, look));
}

function rightOf(results: readonly Result[]): number {
  return results.filter(({ outcome }) => outcome === 'right' || outcome === 'hinted').length;
}

function byTopic(results: readonly Result[], look: Look): ReadonlyMap<string, readonly Result[]> {
  const topics = new Map<string, Result[]>();
  for (const result of results) {
    const { group, topic } = result.card;
    const name = look.plain ? `${group}, ${topic}` : dotted([group, topic], look);
    topics.set(name, [...(topics.get(name) ?? []), result]);
  }
  return topics;
}

/** The cards by what they have in common, those with the most in common first. */
function largestFirst(
  cards: readonly Card[],
  common: (card: Card) => string,
): readonly (readonly Card[])[] {
  const groups = new Map<string, Card[]>();
  for (const card of cards) groups.set(common(card), [...(groups.get(common(card)) ?? []), card]);
  return [...groups.values()].sort((a, b) => b.length - a.length);
}
