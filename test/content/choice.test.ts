import { describe, expect, it } from 'vitest';
import { linked, type WrittenChoice } from '../../src/content/choice.ts';

const advice = {
  style: 'REST',
  because: 'It fits.',
  gains: ['a'],
  costs: ['b'],
  unless: ['c'],
  scenario: 'rest-crud',
};
const written: WrittenChoice = {
  questions: {
    first: {
      question: 'Who?',
      answers: [
        { text: 'You', leads: 'second' },
        { text: 'Me', leads: 'rest' },
      ],
    },
    second: { question: 'What?', answers: [{ text: 'This', leads: 'rest' }] },
  },
  advice: { rest: advice },
};

describe('the way of choose is put together', () => {
  it('from its first question on', () => {
    const [you, me] = linked(written).answers;
    expect(you?.leads).toMatchObject({ kind: 'question', question: 'What?' });
    expect(me?.leads).toEqual({ kind: 'advice', ...advice });
  });

  it('with one object for what several answers lead to', () => {
    const [you, me] = linked(written).answers;
    const second = you?.leads;
    expect(second?.kind === 'question' ? second.answers[0]?.leads : undefined).toBe(me?.leads);
  });

  it('unless an answer leads nowhere or in a circle', () => {
    const { rest: _, ...none } = written.advice;
    expect(() => linked({ ...written, advice: none })).toThrow("leads to 'rest', which is nothing");
    const round = { question: 'What?', answers: [{ text: 'This', leads: 'first' }] };
    const questions = { ...written.questions, second: round };
    expect(() => linked({ ...written, questions })).toThrow("'first' leads to itself");
  });
});
