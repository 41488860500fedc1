import { describe, expect, it } from 'vitest';
import { MASK } from '../../src/content/card.ts';
import { listing } from '../../src/quiz/listing.ts';
import { answerRows, sheetRows } from '../../src/quiz/sheet.ts';
import { cellCount } from '../../src/text/cells.ts';
import { painter } from '../../src/text/paint.ts';
import { choice, deck, order, predictWire, recall } from './deck.ts';

function sheet(width: number, plain = false) {
  const look = { width, colour: false, plain };
  return {
    questions: painter(false)(sheetRows(deck, look)),
    answers: painter(false)(answerRows(deck, [], look)),
  };
}

describe('a sheet of questions', () => {
  it('has every question with its answers, and says of none that it is right', () => {
    const { questions } = sheet(80);
    for (const card of deck) expect(questions).toContain(card.question);
    expect(questions).toContain('The client says so');
    expect(questions).toContain(MASK);
    expect(questions).not.toMatch(/✓|The client names the last event|When data flows one way/);
  });

  it('has answers that go by its numbers', () => {
    const { questions, answers } = sheet(80);
    const number = /(\d) {2}The client says so/.exec(questions)?.[1];
    expect(answers).toContain(`1  Answer ${number}: The client says so`);
    const numbers = order.items.map(
      ({ text }) => new RegExp(`(\\d) {2}${text}`).exec(questions)?.[1],
    );
    expect(answers).toContain(`3  Order ${numbers.join(', ')}`);
    for (const point of recall.points) expect(answers).toContain(point);
    expect(answers).toContain(recall.followUp.question);
  });

  it.each([40, 80, 200])('keeps within %d columns', (width) => {
    for (const plain of [false, true]) {
      const { questions, answers } = sheet(width, plain);
      const longest = Math.max(...`${questions}${answers}`.split('\n').map(cellCount));
      expect(longest).toBeLessThanOrEqual(width);
    }
  });

  it('makes characters visible that would act on a terminal', () => {
    const hostile = { ...choice, question: 'Is this \u001b[31mred\u202e?' };
    const text = painter(false)(sheetRows([hostile], { width: 80, colour: false, plain: false }));
    expect(text).toContain('\\x1b[31mred\\u202e?');
  });
});

describe('cards as JSON', () => {
  const rows = (answers: boolean): readonly Record<string, unknown>[] =>
    JSON.parse(listing(deck, answers));

  it('show what is asked and not what is right', () => {
    const [first, second, third, fourth] = rows(false);
    expect(first).toEqual({
      id: 'sse-choice',
      group: 'sse',
      kind: 'choice',
      revision: 1,
      topic: 'resuming a stream',
      level: 'basic',
      question: choice.question,
      options: expect.arrayContaining(['The client says so', 'The proxy knows']),
      hint: choice.hint,
    });
    expect(Object.keys(second ?? {})).not.toContain('answer');
    expect(third?.items).not.toEqual(order.items.map(({ text }) => text));
    expect(fourth?.exchange).toEqual(predictWire.exchange);
  });

  it('show with the answers the key, why, and the evidence', () => {
    const [first, second, third, fourth] = rows(true);
    expect(first).toMatchObject({ key: 'The client says so', explain: choice.explain });
    const [run] = choice.evidence;
    const evidence = [run, { standard: 'HTML Standard §9.2.4' }];
    expect(first).toMatchObject({ distractors: choice.distractors, evidence });
    expect(second).toMatchObject({ points: recall.points, followUp: recall.followUp });
    expect(third).toMatchObject({ key: order.items.map(({ text }) => text) });
    expect(fourth).toMatchObject({ key: 'retry: 1000' });
  });
});
