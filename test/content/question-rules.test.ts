import { describe, expect, it } from 'vitest';
import type { ChoiceCard } from '../../src/content/card.ts';
import { cardProblems } from '../../src/content/rules/card-rules.ts';
import { choice, wrong } from './written.ts';

/** The names of the rules that a card breaks. */
function broken(members: Partial<ChoiceCard>): readonly string[] {
  return cardProblems(choice(members)).map((text) => /\((\w+)\)$/.exec(text)?.[1] ?? text);
}

const options = (key: string, ...others: string[]) => ({
  key: { text: key },
  distractors: others.map((text) => wrong(text)),
});

it('a question that keeps the rules breaks none', () => {
  expect(broken({})).toEqual([]);
});

describe('the question', () => {
  it.each([
    ['is too short', 'What comes next?'],
    ['is not a sentence', 'The connection breaks after event 3'],
  ])('%s', (_, question) => {
    expect(broken({ question })).toEqual(['questionIsComplete']);
  });

  it.each([
    'Which of the following does the reader see next?',
    'After event 3, which of these arrives at the reader?',
  ])('makes no sense without its options: %s', (question) => {
    expect(broken({ question })).toEqual(['questionStandsAlone']);
  });

  it.each([
    'What is an event stream?',
    'What does SSE stand for, in the HTML Standard?',
    'Define the field last-event-id.',
  ])('asks for a definition: %s', (question) => {
    expect(broken({ question })).toEqual(['asksForConsequences']);
  });

  it('may ask what is to be expected', () => {
    expect(broken({ question: 'What is the reader to do when the feed answers 204?' })).toEqual([]);
  });
});

describe('the options', () => {
  it('are alike in length: the longest at most twice the shortest and 12 characters', () => {
    expect(broken(options('x'.repeat(22), 'y'.repeat(5), 'z'.repeat(7)))).toEqual([]);
    expect(broken(options('x'.repeat(23), 'y'.repeat(5), 'z'.repeat(7)))).toEqual([
      'optionsAlikeInLength',
    ]);
  });

  it('all end as a sentence, or none does', () => {
    const ends = options('It sends the last id.', 'It sends a new id', 'It sends no id at all');
    expect(broken(ends)).toEqual(['optionsParallel']);
  });

  it('all begin with a capital, or none does', () => {
    const begins = options('It sends the last id', 'it sends a new id', 'It sends no id at all');
    expect(broken(begins)).toEqual(['optionsParallel']);
  });

  it('may be lines of the wire, spelled as they are there', () => {
    expect(broken(options('last-event-id: 3', 'Range: bytes=3-', 'HTTP/1.1 204'))).toEqual([]);
  });

  it.each(['All of the above', 'None of these', 'Both of them', 'Both events', 'Neither of them'])(
    'do not speak of each other: %s',
    (text) => {
      expect(broken(options('Event 4 at once', 'Event 1 again', text))).toEqual([
        'noCatchAllOption',
      ]);
    },
  );

  it('may speak of both ends', () => {
    expect(broken(options('A reset at both ends', 'An error', 'A quiet end'))).toEqual([]);
  });

  it('do not repeat', () => {
    const twice = { key: { text: 'Event 4' }, distractors: [wrong('Event 1'), wrong('event 4.')] };
    expect(broken(twice)).toEqual(['optionsDiffer']);
  });
});

describe('the distractors', () => {
  it('have misconceptions with names of their own', () => {
    const named = (first: string, second: string) => [
      wrong('Event 1', { misconception: first }),
      wrong('Event 5', { misconception: second }),
    ];
    expect(broken({ distractors: named('start-over', 'skip-one') })).toEqual([]);
    expect(broken({ distractors: named('start-over', 'start-over') })).toEqual([
      'misconceptionsNamed',
    ]);
    expect(broken({ distractors: named('start-over', 'skip') })).toEqual(['misconceptionsNamed']);
  });

  it('have rebuttals of their own, neither curt nor long', () => {
    const rebutted = (rebuttal: string) => [
      wrong('Event 1', { rebuttal: 'The feed has a log, and goes on behind what it is told.' }),
      wrong('Event 5', { rebuttal }),
    ];
    const rule = ['rebuttalsSpeak'];
    expect(broken({ distractors: rebutted('No: event 4 was missed as well.') })).toEqual([]);
    expect(broken({ distractors: rebutted('It is not so.') })).toEqual(rule);
    expect(broken({ distractors: rebutted('It is not so. '.repeat(40)) })).toEqual(rule);
    expect(
      broken({
        distractors: rebutted('The feed has a log, and goes on behind what it is told.'),
      }),
    ).toEqual(rule);
  });
});

describe('the hint', () => {
  it('keeps the key, whatever its case', () => {
    expect(broken({ hint: 'It is event 4, of course.' })).toEqual(['hintKeepsKey']);
  });

  it('may hold the key as part of another word or number', () => {
    expect(broken({ ...options('4', '1', '5'), hint: 'There are 40 events in all.' })).toEqual([]);
  });

  it('is a sentence', () => {
    expect(broken({ hint: 'second request' })).toEqual(['hintIsSentence']);
  });
});
