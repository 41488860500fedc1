import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/content/card.ts';
import type { RunEvidence } from '../../src/evidence/evidence.ts';
import { seededRandom } from '../../src/lab/chance/random.ts';
import type { Rating } from '../../src/progress/progress.ts';
import type { Keep, Kept } from '../../src/quiz/answer-store.ts';
import { onceEach, untilTime } from '../../src/quiz/round.ts';
import { quizSession } from '../../src/quiz/session.ts';
import { numberOf, type Press, scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { choice, choices, order, predictWire, recall } from './deck.ts';

const right = numberOf('The client says so');
const wrong = numberOf('The server remembers');

/** A quiz of cards by somebody who presses keys, and what came of it. */
async function quiz(cards: readonly Card[], presses: readonly Press[], look = {}) {
  const dialogue = scriptedDialogue(presses, look);
  const kept: [string, Rating][] = [];
  const played: RunEvidence[] = [];
  const keep: Keep = async ({ id }, first) => {
    const keepAs = (rating: Rating, due: string): Kept => {
      kept.push([id, rating]);
      return {
        due,
        instead: (other) => keepAs(other, 'in 9 days'),
        undo: () => {
          kept.pop();
          return true;
        },
      };
    };
    return keepAs(first, 'in 4 days');
  };
  const results = await quizSession(onceEach(cards), {
    dialogue,
    random: seededRandom(1),
    catalogue: async () => [],
    read: ({ scenario }) => `apilab learn ${scenario}`,
    keep,
    play: async (evidence) => {
      played.push(evidence);
      return evidence.step === undefined ? 'left' : 'seen';
    },
  });
  const { offered } = dialogue;
  return { results, kept, played, offered, screen: dialogue.said() };
}

describe('a card of a quiz', () => {
  it('shows where it stands, the question, numbered answers, and the keys', async () => {
    const { screen, offered } = await quiz([choice], ['q']);
    expect(screen).toMatch(
      /^\n {2}1 of 1 · sse · resuming a stream · basic\n\n {2}How does the server learn where to go on\?\n\n( {4}[123] {2}.+\n){3}\n\[1 2 3 h s q\] q\n$/,
    );
    expect(offered).toEqual(['1–3 answer · h hint · s skip · q quit']);
  });

  it('confirms a right answer, says why, and where to see it', async () => {
    const { screen, offered } = await quiz([choice], [right, 'Enter']);
    expect(screen).toMatch(/✓ [123] is right\.\n\n {2}The client names the last event/);
    expect(screen).toContain('Prove it: apilab run sse-replay --variant resume --step catch-up');
    expect(screen).toContain('Read it: HTML Standard §9.2.4');
    expect(offered[1]).toBe('Enter next · p play it · e that was easy · u undo · q quit');
  });

  it('rebuts the wrong answer that was chosen, and names the right one', async () => {
    const { screen, offered } = await quiz([choice], [wrong, 'Enter']);
    expect(screen).toMatch(/✗ [123] is wrong\.\n {2}The old connection is gone\.\n/);
    expect(screen).not.toContain('A proxy keeps no events.');
    expect(screen).toMatch(/✓ [123] is right: The client says so/);
    expect(offered[1]).toBe('Enter next · p play it · u undo · q quit');
  });

  it('says right and wrong in words where symbols are not wanted', async () => {
    const { screen } = await quiz([choice, predictWire], [wrong, 'Enter', 'q'], { plain: true });
    expect(screen).toContain('Card 1 of 2. Group sse. Topic: resuming a stream. Level: basic.');
    expect(screen).toMatch(/\n {2}[123] is wrong\.\n {2}The old/);
    expect(screen).toContain('From client to prices:');
    expect(screen).toContain('[blank]');
    expect(screen).not.toMatch(/[✓✗→·▒─│]/);
  });

  it('masks what is asked for in an exchange', async () => {
    const { screen } = await quiz([predictWire], [numberOf('retry: 1000'), 'Enter']);
    expect(screen).toMatch(
      /client → prices\n +GET \/prices HTTP\/1\.1\n {2}prices → client\n +▒▒▒▒/,
    );
    expect(screen).toMatch(/✓ [123] is right\./);
  });

  it('takes the points of a good answer that were said, and asks on as an interviewer does', async () => {
    const presses = ['Enter', '1', '3', '4', '3', '3', 'Enter', 'Enter', 'Enter'];
    const { screen, offered, kept } = await quiz([recall], presses);
    expect(offered.slice(0, 3)).toEqual([
      'Enter show the points · a write the answer first · h hint · s skip · q quit',
      '1–4 tick what you said · Enter done: none said · q quit',
      '1–4 tick what you said · Enter done: 1 said · q quit',
    ]);
    expect(offered[6]).toBe('1–4 tick what you said · Enter done: 1, 3, 4 said · q quit');
    expect(screen).toMatch(/A good answer says\n {4}1 {2}When data flows one way\.\n {4}2 {2}/);
    expect(screen).toMatch(
      /✓ 3 of 4 points: that is good\.\n {2}Left out:\n {4}2 {2}When it is text/,
    );
    expect(screen).toMatch(/They may go on: And if the page has to answer now and then\?\n/);
    expect(screen).toMatch(/\] Enter\n\n {2}It sends a POST beside the stream\.\n\n {2}The client/);
    expect(kept).toEqual([['sse-recall', 'good']]);
  });

  it.each([
    [['1', '2', '3', '4'], 'good', 'right'],
    [['1', '2'], 'hard', 'hinted'],
    [['1'], 'again', 'wrong'],
    [[], 'again', 'wrong'],
  ])('is graded by the points %j: %s', async (ticks, rating, outcome) => {
    const { kept, results } = await quiz([recall], ['Enter', ...ticks, 'Enter', 'q']);
    expect(kept).toEqual([['sse-recall', rating]]);
    expect(results.map((result) => result.outcome)).toEqual([outcome]);
  });

  it('lets an answer be written first, which is kept nowhere', async () => {
    const { screen, kept } = await quiz([recall], ['a', 'data goes one way', '1', 'Enter', 'q']);
    expect(screen).toMatch(
      /an empty line ends it\.[\s\S]*> data goes one way\n\n {2}A good answer/,
    );
    expect(JSON.stringify(kept)).not.toContain('data goes');
  });

  it('takes an order number by number, and takes one back', async () => {
    const [one, two, three] = order.items.map(({ text }) => numberOf(text));
    if (!one || !two || !three) throw new Error('the card has three items');
    const { screen, offered, kept } = await quiz([order], [two, 'u', one, two, 'Enter', 'Enter']);
    expect(screen).toMatch(/So far:\n {4}\d {2}second it is answered\n\n/);
    expect(screen).toMatch(/Your order:\n( {4}\d {2}(first|second|third) .*\n){3}\n/);
    expect(screen).toMatch(/✓ Right, in this order:\n {4}\d {2}first it asks\n {4}\d {2}second/);
    expect(offered[1]).toMatch(/^[123][–,][123] comes next · u take one back · h hint/);
    expect(offered[4]).toMatch(/^Enter that is it · u take one back/);
    expect(kept).toEqual([['sse-order', 'good']]);
  });

  it('shows the right order beside a wrong one', async () => {
    const [one, two] = order.items.map(({ text }) => numberOf(text));
    if (!one || !two) throw new Error('the card has three items');
    const { screen, kept } = await quiz([order], [two, one, 'Enter', 'Enter']);
    expect(screen).toMatch(/✗ Wrong\.\n {2}You said \d, \d, \d\. The order is:\n {4}\d {2}first/);
    expect(kept).toEqual([['sse-order', 'again']]);
  });
});

describe('what a quiz keeps', () => {
  it('is Again for wrong, Hard for right after a hint, Good for right', async () => {
    const presses = [wrong, 'Enter', 'h', right, 'Enter', right, 'Enter'];
    const { kept } = await quiz(choices(3), presses);
    expect(kept).toEqual([
      ['sse-1', 'again'],
      ['sse-2', 'hard'],
      ['sse-3', 'good'],
    ]);
  });

  it("is Easy by one's own word, which then goes on to the next card", async () => {
    const { kept, screen, results } = await quiz(choices(2), [right, 'e', right, 'Enter']);
    expect(kept.slice(0, 2)).toEqual([
      ['sse-1', 'good'],
      ['sse-1', 'easy'],
    ]);
    expect(screen).toContain('Easy, then: due again in 9 days.');
    expect(results.map(({ rating }) => rating)).toEqual(['easy', 'good']);
  });

  it('is kept before anything is said to it', async () => {
    const dialogue = scriptedDialogue([right, 'Enter']);
    let screen = '';
    await quizSession(onceEach([choice]), {
      dialogue,
      random: seededRandom(1),
      catalogue: async () => [],
      read: () => undefined,
      keep: async () => {
        screen = dialogue.said();
        return { due: 'now', instead: never, undo: never };
      },
      play: async () => 'seen',
    });
    expect(screen).toMatch(/\] \d\n$/);
  });

  it('is nothing for a card that is skipped or left', async () => {
    const { kept, results } = await quiz(choices(3), ['s', 'q']);
    expect(kept).toEqual([]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['skipped']);
  });
});

describe('keys of a quiz', () => {
  it('give the hint once, and ask on', async () => {
    const { screen, offered } = await quiz([choice], ['h', right, 'Enter']);
    expect(screen).toContain('Hint: Look at the second request.');
    expect(offered[1]).toBe('1–3 answer · s skip · q quit');
    expect(offered[2]).toBe('Enter next · p play it · u undo · q quit');
  });

  it('play what proves it, as often as one likes, and come back', async () => {
    const { played, offered } = await quiz([choice], [right, 'p', 'p', 'Enter']);
    expect(played).toEqual([choice.evidence[0], choice.evidence[0]]);
    expect(offered[3]).toBe(offered[1]);
  });

  it('play no further run where one was left before its end', async () => {
    const whole: RunEvidence = { run: 'sse-replay', variant: 'resume' };
    const card = { ...choice, evidence: [whole, { ...whole, variant: 'forget' }] };
    const { played, offered } = await quiz([card], [right, 'p', 'Enter']);
    expect(played).toEqual([whole]);
    expect(offered[1]).toContain('p play it step by step');
  });

  it('offer nothing to play where only a standard says it', async () => {
    const { offered } = await quiz([recall], ['Enter', 'Enter', 'Enter', 'Enter']);
    expect(offered.at(-1)).toBe('Enter next · u undo · q quit');
  });

  it('quit after an answer, which counts', async () => {
    const { results } = await quiz(choices(3), [right, 'q']);
    expect(results.map(({ outcome }) => outcome)).toEqual(['right']);
  });
});

describe('an answer that is taken back', () => {
  it('right after it, is asked again and not kept', async () => {
    const { kept, results, screen } = await quiz(choices(2), [wrong, 'u', right, 'Enter', 's']);
    expect(screen).toContain('Taken back. The card is asked again.');
    expect(screen.match(/ 1 of 2 · /g)).toHaveLength(2);
    expect(kept).toEqual([['sse-1', 'good']]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['right', 'skipped']);
  });

  it('from the next question, which waits meanwhile', async () => {
    const presses = [wrong, 'Enter', 'u', right, 'Enter', right, 'Enter'];
    const { kept, offered, screen } = await quiz(choices(2), presses);
    expect(offered[0]).not.toContain('undo');
    expect(offered[2]).toBe('1–3 answer · h hint · s skip · u undo · q quit');
    expect([...screen.matchAll(/ (\d) of 2 · /g)].map(([, number]) => number)).toEqual([
      '1',
      '2',
      '1',
      '2',
    ]);
    expect(kept).toEqual([
      ['sse-1', 'good'],
      ['sse-2', 'good'],
    ]);
  });

  it('as far back as the first card', async () => {
    const presses = [wrong, 'Enter', wrong, 'Enter', 'u', 'u', right, 'Enter', 's', 's'];
    const { results } = await quiz(choices(3), presses);
    expect(results.map(({ card, outcome }) => [card.id, outcome])).toEqual([
      ['sse-1', 'right'],
      ['sse-2', 'skipped'],
      ['sse-3', 'skipped'],
    ]);
  });
});

describe('rounds', () => {
  const result = (card: Card, outcome: 'right' | 'wrong') => ({ card, outcome }) as const;
  const [one, two] = choices(2);
  if (!one || !two) throw new Error('there are two cards');
  const start = new Date('2026-03-01T20:00:00Z');
  const end = new Date('2026-03-01T20:05:00Z');

  it('bring a missed card again until it is right', () => {
    const round = untilTime([one, two], end, () => start);
    expect(round.next()?.card).toBe(one);
    round.take(result(one, 'wrong'));
    expect(round.next()?.card).toBe(two);
    round.take(result(two, 'right'));
    expect(round.next()?.card).toBe(one);
    round.take(result(one, 'right'));
    expect(round.next()).toBeUndefined();
    expect(round.isTimeOver).toBe(false);
  });

  it('forget a missed card whose answer was taken back', () => {
    const round = untilTime([one], end, () => start);
    round.next();
    round.take(result(one, 'wrong'));
    round.takeBack(result(one, 'wrong'));
    expect(round.next()).toBeUndefined();
  });

  it('end when the time is over, and say how much is left', () => {
    let now = start;
    const round = untilTime([one, two], end, () => now);
    expect(round.next()?.place).toEqual({ number: 1, remark: '5 min left' });
    now = end;
    round.take(result(one, 'wrong'));
    expect(round.next()).toBeUndefined();
    expect(round.isTimeOver).toBe(true);
  });
});

function never(): never {
  throw new Error('nobody asked for another rating');
}
