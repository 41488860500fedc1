import { isRun } from '../../evidence/evidence.ts';
import { brokenRules, type Rule } from '../written/finding.ts';
import type { WrittenCard } from '../written/read-cards.ts';
import { askedRules, plain, questionRules, repeated } from './question-rules.ts';

const idBeginsWithGroup: Rule<WrittenCard> = ({ id, group }) =>
  id.startsWith(`${group}-`) && id.length > group.length + 1
    ? []
    : [`The id must begin with '${group}-'.`];

const explainIsShort: Rule<WrittenCard> = ({ explain }) =>
  explain.length < 40 || explain.length > 700
    ? [`The explanation has ${explain.length} characters; two or three sentences are 40 to 700.`]
    : [];

const hintIsSentence: Rule<WrittenCard> = ({ hint }) =>
  hint.length < 12 || !/[.?!:]$/.test(hint) ? ['The hint must be a sentence.'] : [];

const pointsAreSentences: Rule<WrittenCard> = (card) => {
  if (card.kind !== 'recall') return [];
  return [
    ...card.points
      .filter(({ length }) => length < 12 || length > 200)
      .map((text) => `The point '${text}' has ${text.length} characters; a sentence is 12 to 200.`),
    ...card.points
      .filter((text) => !/[.?!]$/.test(text))
      .map((text) => `The point '${text}' must be a sentence.`),
    ...repeated(card.points.map(plain)).map((text) => `The point '${text}' stands there twice.`),
  ];
};

const followUpIsAsked: Rule<WrittenCard> = (card) => {
  if (card.kind !== 'recall') return [];
  const { question, answer } = card.followUp;
  return [
    ...(question.length < 20 || !question.endsWith('?')
      ? ['The follow-up must be a question.']
      : []),
    ...(answer.length < 30 || answer.length > 400
      ? [`The answer to the follow-up has ${answer.length} characters; it may have 30 to 400.`]
      : []),
  ];
};

const itemsDiffer: Rule<WrittenCard> = (card) => {
  if (card.kind !== 'order') return [];
  return [
    ...repeated(card.items.map(({ text }) => plain(text))).map(
      (text) => `The item '${text}' stands there twice.`,
    ),
    ...repeated(card.items.map(({ sign }) => JSON.stringify(sign))).map(
      (sign) => `Two items have the sign ${sign}.`,
    ),
  ];
};

const explainIsNoRebuttal: Rule<WrittenCard> = (card) => {
  if (!('distractors' in card)) return [];
  return card.distractors.some(({ rebuttal }) => plain(rebuttal) === plain(card.explain))
    ? ['The explanation repeats a rebuttal.']
    : [];
};

const exactlyOneMask: Rule<WrittenCard> = (card) => {
  if (card.kind !== 'predict-wire') return [];
  const masks = card.exchange.flatMap(({ mask }) => (mask === undefined ? [] : [mask]));
  if (masks.length !== 1)
    return [`Exactly one message must have a mask, and ${masks.length} have.`];
  return masks[0] === card.key.text ? [] : [`The key is not what stands behind the mask.`];
};

const orderHasRun: Rule<WrittenCard> = ({ kind, evidence }) =>
  kind === 'order' && !evidence.some(isRun) ? ['An order needs a run that shows it.'] : [];

const rules: readonly Rule<WrittenCard>[] = [
  idBeginsWithGroup,
  explainIsShort,
  explainIsNoRebuttal,
  hintIsSentence,
  pointsAreSentences,
  followUpIsAsked,
  itemsDiffer,
  exactlyOneMask,
  orderHasRun,
];

/** What one card of any kind breaks, its evidence aside. */
export function cardProblems(card: WrittenCard): readonly string[] {
  const asked =
    'distractors' in card ? brokenRules(questionRules, card) : brokenRules(askedRules, card);
  return [...asked, ...brokenRules(rules, card)];
}
