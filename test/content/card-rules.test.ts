import { describe, expect, it } from 'vitest';
import { cardProblems } from '../../src/content/rules/card-rules.ts';
import { deckRules } from '../../src/content/rules/deck-rules.ts';
import { brokenRules } from '../../src/content/written/finding.ts';
import type { WrittenCard } from '../../src/content/written/read-cards.ts';
import { choice, order, predictWire, recall, wrong } from './written.ts';

const named = (problems: readonly string[]) =>
  problems.map((text) => /\((\w+)\)$/.exec(text)?.[1] ?? text);
const broken = (card: WrittenCard) => named(cardProblems(card));
const brokenDeck = (deck: readonly WrittenCard[]) => named(brokenRules(deckRules, deck));

describe('one card', () => {
  it.each([choice(), recall(), order(), predictWire()])('keeps the rules: $kind', (card) => {
    expect(broken(card)).toEqual([]);
  });

  it('has an id that begins with its group', () => {
    expect(broken(choice({ id: 'idem-next-event' }))).toEqual(['idBeginsWithGroup']);
    expect(broken(choice({ id: 'sse-' }))).toEqual(['idBeginsWithGroup']);
  });

  it('is explained in two or three sentences', () => {
    expect(broken(recall({ explain: 'Because.' }))).toEqual(['explainIsShort']);
    expect(broken(recall({ explain: 'Because it is so. '.repeat(50) }))).toEqual([
      'explainIsShort',
    ]);
  });

  it('is not explained by a rebuttal once more', () => {
    const [first, second] = [wrong('Event 1'), wrong('Event 5')];
    const card = choice({ distractors: [first, second], explain: second.rebuttal });
    expect(broken(card)).toEqual(['explainIsNoRebuttal']);
  });

  it('is answered in points, a sentence each, that differ', () => {
    const [first = '', second = ''] = recall().points;
    expect(broken(recall({ points: [first, second, 'An hour.'] }))).toEqual(['pointsAreSentences']);
    expect(broken(recall({ points: [first, second, 'As long as they are away'] }))).toEqual([
      'pointsAreSentences',
    ]);
    expect(broken(recall({ points: [first, second, first] }))).toEqual(['pointsAreSentences']);
  });

  it('is followed up by a question with its answer', () => {
    const { followUp } = recall();
    expect(
      broken(recall({ followUp: { ...followUp, question: 'Tell me more about it.' } })),
    ).toEqual(['followUpIsAsked']);
    expect(broken(recall({ followUp: { ...followUp, answer: 'A gap.' } }))).toEqual([
      'followUpIsAsked',
    ]);
  });

  it('orders items that differ', () => {
    const [first, second, third] = order().items;
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const sameText = { ...second, text: 'the reader asks again.' };
    expect(broken(order({ items: [first, sameText, third] }))).toEqual(['itemsDiffer']);
    const sameSign = { ...second, sign: first.sign };
    expect(broken(order({ items: [first, sameSign, third] }))).toEqual(['itemsDiffer']);
  });

  it('orders what a run shows', () => {
    const evidence = [{ standard: 'html §9.2.4' }];
    expect(broken(order({ evidence }))).toEqual(['orderHasRun']);
  });

  it('masks exactly one message, and the key is what was masked', () => {
    const [asks, answers] = predictWire().exchange;
    if (asks === undefined || answers === undefined) throw new Error();
    const both = [asks, { ...answers, mask: '4' }];
    expect(broken(predictWire({ exchange: both }))).toEqual(['exactlyOneMask']);
    expect(broken(predictWire({ exchange: [answers] }))).toEqual(['exactlyOneMask']);
    expect(broken(predictWire({ key: { text: '7' } }))).toEqual(['exactlyOneMask']);
  });
});

describe('the cards of a group', () => {
  /** Twelve cards of all kinds and levels that keep the rules. */
  const deck: readonly WrittenCard[] = [
    order({ level: 'deep' }),
    predictWire({ level: 'working' }),
    ...['a', 'b', 'c', 'd', 'e'].map((name) =>
      choice({ id: `sse-${name}`, question: `In case ${name}, what does the reader see next?` }),
    ),
    ...['f', 'g', 'h', 'i', 'j'].map((name) =>
      recall({
        id: `sse-${name}`,
        question: `In case ${name}, what does the feed owe its readers?`,
      }),
    ),
  ];
  const [first, ...others] = deck;
  if (first === undefined) throw new Error();

  it('keep the rules', () => {
    expect(brokenDeck(deck)).toEqual([]);
  });

  it('are twelve or more', () => {
    expect(brokenDeck(deck.slice(0, -1))).toEqual(['enoughCards']);
  });

  it('are of all four kinds', () => {
    const other = recall({ id: 'sse-other', level: 'deep' });
    expect(brokenDeck([other, ...others])).toEqual(['everyKind']);
  });

  it('are of all three levels', () => {
    const easy = deck.map((card) => ({ ...card, level: 'basic' as const }));
    expect(brokenDeck(easy)).toEqual(['everyLevel', 'everyLevel']);
  });

  it('have ids and questions of their own', () => {
    expect(brokenDeck([{ ...first, question: 'Another question?' }, ...deck])).toEqual([
      'idsAreUnique',
    ]);
    expect(brokenDeck([{ ...first, id: 'sse-other' }, ...deck])).toEqual(['questionsDiffer']);
  });

  it('have a run as evidence in half of them or more', () => {
    const standards = deck.map((card) =>
      card.kind === 'choice' ? { ...card, evidence: [{ standard: 'rfc9110 §15.5.10' }] } : card,
    );
    expect(brokenDeck(standards)).toEqual(['halfHaveRuns']);
  });

  it('have a key that is the longest option in fewer than 40 % of the questions', () => {
    const withLongKeys = (count: number) => {
      let left = count;
      return deck.map((card) =>
        card.kind === 'choice' && left-- > 0 ? { ...card, key: { text: 'Event 44' } } : card,
      );
    };
    // Six of the cards have options.
    expect(brokenDeck(withLongKeys(2))).toEqual([]);
    expect(brokenDeck(withLongKeys(3))).toEqual(['keyIsRarelyLongest']);
  });
});
