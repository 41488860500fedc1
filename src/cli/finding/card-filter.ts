import { type CardOutline, type Level, levels } from '../../content/card.ts';
import { type Filter, filterDeck } from '../../content/deck.ts';
import { UsageError } from '../ending/exit.ts';
import { suggestion } from './nearest.ts';

/** What a command line says of the cards that are meant, as it was typed. */
export interface TypedFilter {
  readonly groups: readonly string[];
  readonly level?: string;
  readonly topic?: string;
}

/** Which cards are meant. @throws UsageError if a word is none that the deck knows. */
export function filterOf(
  deck: readonly CardOutline[],
  { groups, level, topic }: TypedFilter,
): Filter {
  const known = groups.map((group) => meant('group', group, groupsOf(deck)));
  return {
    groups: known,
    ...(level !== undefined && { level: meant<Level>('level', level, levels) }),
    ...(topic !== undefined && { topic: topicMeant(topic, deck, known) }),
  };
}

/** How many cards are wanted. @throws UsageError if there are not so many, or it is no such number. */
export function countOf(
  deck: readonly CardOutline[],
  typed: string | undefined,
): number | undefined {
  if (typed === undefined) return undefined;
  const number = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (number >= 1 && number <= deck.length) return number;
  throw new UsageError(`--count is a whole number from 1 to ${deck.length}, not ${typed}`);
}

/** The error for a filter that leaves no card, with what would leave some. */
export function noSuchCard(deck: readonly CardOutline[], filter: Filter): UsageError {
  const { groups, level, topic } = filter;
  const elsewhere = filterDeck(deck, { ...filter, groups: [] });
  const anyLevel = filterDeck(deck, { groups, ...(topic !== undefined && { topic }) });
  const anyTopic = filterDeck(deck, { groups, ...(level !== undefined && { level }) });
  const instead = [
    ...onNearTopics(deck, filter),
    ...(elsewhere.length > 0
      ? [`elsewhere ${elsewhere.length} of ${groupsOf(elsewhere).join(', ')}`]
      : []),
    ...(level !== undefined && anyLevel.length > 0 ? [`without --level ${anyLevel.length}`] : []),
    ...(topic !== undefined && anyTopic.length > 0 ? [`without --topic ${anyTopic.length}`] : []),
  ];
  const there = instead.length > 0 ? `; there are: ${instead.join('; ')}` : '';
  return new UsageError(`there is no card${about(filter)}${there}`);
}

/** `3 on 'resuming a stream'`: the topics that share a word with the one that is wanted, in its groups. */
function onNearTopics(
  deck: readonly CardOutline[],
  { groups, level, topic = '' }: Filter,
): string[] {
  const words = longWords(topic);
  const near = wordsOf(filterDeck(deck, { groups }), (card) => card.topic).filter((each) =>
    longWords(each).some((word) => words.includes(word)),
  );
  return near
    .filter((each) => each !== topic)
    .map((each) => {
      const cards = filterDeck(deck, { groups, topic: each });
      const fitting = cards.filter((card) => level === undefined || card.level === level);
      return fitting.length > 0
        ? `${fitting.length} on '${each}'`
        : `${cards.length} on '${each}' without --level`;
    });
}

/** Without `a`, `of` and the like, which say nothing of a topic. */
function longWords(topic: string): readonly string[] {
  return topic
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3);
}

/** The error for an exam of cards that it does not ask. */
export function noExamOf(cards: readonly CardOutline[], filter: Filter): UsageError {
  const which = cards.length === 1 ? 'the one card' : `the ${cards.length} cards`;
  const are = cards.length === 1 ? 'is' : 'are';
  return new UsageError(
    `an exam asks only what it can mark, and ${which}${about(filter)} ${are} answered in your own words; leave out --exam`,
  );
}

/** ` of sse on 'resuming a stream' (deep)`. */
function about({ groups, level, topic }: Filter): string {
  return [
    groups.length > 0 ? ` of ${groups.join(' or ')}` : '',
    topic === undefined ? '' : ` on '${topic}'`,
    level === undefined ? '' : ` (${level})`,
  ].join('');
}

/** The word that was typed, in upper or lower case. */
function meant<Word extends string>(kind: string, typed: string, words: readonly Word[]): Word {
  const word = words.find((each) => each.toLowerCase() === typed.toLowerCase());
  if (word !== undefined) return word;
  throw new UsageError(`there is no ${kind} '${typed}'${suggestion(typed, words, words)}`);
}

/** The deck has too many topics to list, a group does not. */
function topicMeant(
  typed: string,
  deck: readonly CardOutline[],
  groups: readonly string[],
): string {
  const all = wordsOf(deck, ({ topic }) => topic);
  const known = all.find((topic) => topic.toLowerCase() === typed.toLowerCase());
  if (known !== undefined) return known;
  const listed =
    groups.length > 0 ? wordsOf(filterDeck(deck, { groups }), ({ topic }) => topic) : [];
  const near = suggestion(typed, all, listed) || '; apilab quiz --topics lists them';
  throw new UsageError(`there is no topic '${typed}'${near}`);
}

/** In the order of the deck, which is that of learning. */
function groupsOf(cards: readonly CardOutline[]): readonly string[] {
  return [...new Set(cards.map(({ group }) => group))];
}

function wordsOf(
  cards: readonly CardOutline[],
  read: (card: CardOutline) => string,
): readonly string[] {
  return [...new Set(cards.map(read))].sort();
}
