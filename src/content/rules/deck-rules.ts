import { isRun } from '../../evidence/evidence.ts';
import { levels } from '../card.ts';
import type { Rule } from '../written/finding.ts';
import type { WrittenCard } from '../written/read-cards.ts';
import { repeated } from './question-rules.ts';

type Deck = readonly WrittenCard[];

/** The fewest cards of a group. */
const FEWEST_CARDS = 12;
/** How many of the keys may be the longest option, at most. */
const LONGEST_KEYS = 0.4;

const idsAreUnique: Rule<Deck> = (deck) =>
  repeated(deck.map(({ id }) => id)).map((id) => `Two cards have the id ${id}.`);

const questionsDiffer: Rule<Deck> = (deck) =>
  repeated(deck.map(({ question }) => question)).map(
    (question) => `Two cards ask the same: '${question}'`,
  );

const enoughCards: Rule<Deck> = (deck) =>
  deck.length < FEWEST_CARDS
    ? [`The group has ${deck.length} cards; it needs ${FEWEST_CARDS} or more.`]
    : [];

const everyKind: Rule<Deck> = (deck) =>
  (['choice', 'recall', 'order', 'predict-wire'] as const)
    .filter((kind) => !deck.some((card) => card.kind === kind))
    .map((kind) => `The group has no card of the kind ${kind}.`);

const everyLevel: Rule<Deck> = (deck) =>
  levels
    .filter((level) => !deck.some((card) => card.level === level))
    .map((level) => `The group has no card of the level ${level}.`);

const halfHaveRuns: Rule<Deck> = (deck) => {
  const withRun = deck.filter(({ evidence }) => evidence.some(isRun)).length;
  return 2 * withRun < deck.length
    ? [`Only ${withRun} of ${deck.length} cards have a run as evidence; half or more must.`]
    : [];
};

const keyIsRarelyLongest: Rule<Deck> = (deck) => {
  const questions = deck.flatMap((card) => ('distractors' in card ? [card] : []));
  const longest = questions.filter(({ key, distractors }) =>
    distractors.every(({ text }) => text.length < key.text.length),
  );
  if (longest.length === 0 || longest.length < LONGEST_KEYS * questions.length) return [];
  const ids = longest.map(({ id }) => id).join(', ');
  return [
    `The key is the longest option in ${longest.length} of ${questions.length} cards; fewer than 40 % may be so: ${ids}.`,
  ];
};

/** Rules for all cards of a group together. */
export const deckRules: readonly Rule<Deck>[] = [
  idsAreUnique,
  questionsDiffer,
  enoughCards,
  everyKind,
  everyLevel,
  halfHaveRuns,
  keyIsRarelyLongest,
];
