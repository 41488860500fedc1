import { describe, expect, it } from 'vitest';
import type { CardOutline } from '../../src/content/card.ts';
import { printed } from '../../src/dialogue/look.ts';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { noProgress, type Progress } from '../../src/progress/progress.ts';
import { DIAGNOSIS_CARDS, diagnosis } from '../../src/quiz/diagnosis.ts';
import { planFor } from '../../src/quiz/plan.ts';
import { diagnosisRows, planRows } from '../../src/quiz/plan-view.ts';
import type { Outcome } from '../../src/quiz/result.ts';
import { answeredOn, cards, lesson, NOW } from '../known/learner.ts';
import { choice } from './deck.ts';

const levels = ['basic', 'working', 'deep'] as const;
const groupOf = (id: string) =>
  levels.flatMap((level) => [
    ...cards(id, `${level} things`, 3, { level }),
    ...cards(id, `${level} talk`, 1, { level, kind: 'recall' }),
  ]);
const deckOf = (count: number) =>
  Array.from({ length: count }, (_, index) => groupOf(`g${index + 1}`)).flat();

/** The cards that are asked of somebody who answers all of them so. */
function asked(
  deck: readonly CardOutline[],
  outcome: (card: CardOutline, index: number) => Outcome,
  { seed = 1, progress = noProgress }: { seed?: number; progress?: Progress } = {},
) {
  const random = seededRandom(seed, 'quiz');
  const next = diagnosis({ cards: deck, progress, now: NOW, random });
  const before: { card: CardOutline; outcome: Outcome }[] = [];
  for (let card = next(before); card; card = next(before)) {
    before.push({ card, outcome: outcome(card, before.length) });
  }
  return before.map(({ card }) => card);
}

describe('a diagnosis', () => {
  it('asks ten cards of ten groups that can be marked', () => {
    const all = asked(deckOf(26), () => 'right');
    expect(all).toHaveLength(DIAGNOSIS_CARDS);
    expect(new Set(all.map(({ group }) => group)).size).toBe(10);
    expect(all.filter(({ kind }) => kind === 'recall')).toEqual([]);
  });

  it('gets deeper with every right answer, and easier with every wrong one', () => {
    const levelsOf = (outcome: Outcome) =>
      asked(deckOf(10), () => outcome)
        .slice(0, 4)
        .map(({ level }) => level);
    expect(levelsOf('right')).toEqual(['working', 'deep', 'deep', 'deep']);
    expect(levelsOf('skipped')).toEqual(['working', 'basic', 'basic', 'basic']);
  });

  it('comes back to groups, on other topics, when there are few', () => {
    const all = asked(deckOf(3), (_, index) => (index % 2 === 0 ? 'right' : 'wrong'));
    expect(all).toHaveLength(10);
    expect(new Set(all.map(({ id }) => id)).size).toBe(10);
    expect(new Set(all.slice(0, 3).map(({ group }) => group)).size).toBe(3);
  });

  it('is the same with the same seed, and another one with another', () => {
    const ids = (seed: number) => asked(deckOf(26), () => 'right', { seed }).map(({ id }) => id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });

  it('asks first what least was answered of', () => {
    const deck = deckOf(12);
    const known = deck.filter(({ group }) => group === 'g1' || group === 'g2');
    const progress = {
      ...noProgress,
      cards: Object.fromEntries(known.map(({ id }) => [id, answeredOn([-1], 'good', 3)])),
    };
    const groups = asked(deck, () => 'right', { progress }).map(({ group }) => group);
    expect(groups).not.toContain('g1');
    expect(groups).not.toContain('g2');
  });

  it('ends early where there are not so many cards', () => {
    expect(asked(groupOf('sse'), () => 'right')).toHaveLength(9);
  });
});

describe('a plan', () => {
  const deck = [
    ...cards('sse', 'resuming', 6),
    ...cards('ws', 'closing', 6),
    ...cards('grpc', 'calls', 6),
  ];
  const lessons = [lesson('sse', 8), lesson('ws', 20), lesson('grpc', 9)];
  const result = (group: string, topic: string, outcome: Outcome) => ({
    card: { ...choice, group, scenario: `${group}-replay`, topic },
    outcome,
  });
  const results = [
    result('ws', 'closing', 'right'),
    result('sse', 'resuming', 'wrong'),
    result('sse', 'resuming', 'skipped'),
  ];
  const look = { width: 80, colour: false, plain: false };

  it('has the chapter of what was missed, cards on it, and in the end what was missed again', () => {
    const { steps, later } = planFor({ results, lessons, deck, minutes: 40 });
    expect(steps).toEqual([
      { command: 'apilab learn sse --from 2', about: 'sections 2 to 7: resuming', minutes: 12 },
      { command: 'apilab quiz sse --count 5', about: 'then 5 cards', minutes: 4 },
      { command: 'apilab learn grpc', about: 'not asked today', minutes: 18 },
      { command: 'apilab quiz --missed', about: 'once more what you missed: 2 cards', minutes: 2 },
    ]);
    expect(later).toEqual([]);
  });

  it('keeps within the minutes there are, and says for what there is no time', () => {
    const { steps, later } = planFor({ results, lessons, deck, minutes: 20 });
    expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(20);
    expect(later).toEqual(['grpc']);
    expect(planFor({ results, lessons, deck, minutes: 3 })).toEqual({
      steps: [],
      later: ['sse', 'grpc'],
    });
  });

  it.each([40, 80])('is printed with what is not there to be learned, in %d columns', (width) => {
    const plan = planFor({ results, lessons, deck, minutes: 20 });
    const missing = ['Caching', 'Authentication'];
    const rows = planRows(plan, { minutes: 20, missing }, { ...look, width });
    const text = printed([...diagnosisRows(results, { ...look, width }), ...rows], look);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text).toContain('1 of 3 right');
    expect(text).toMatch(/✗ not known +sse · resuming · basic/);
    expect(text).toContain('A plan for 20 minutes');
    expect(text).toMatch(/^ +12 min {2}apilab learn sse --from 2/m);
    expect(text.replace(/\s+/g, ' ')).toContain('There is no time for: grpc.');
    expect(text.replace(/\s+/g, ' ')).toContain('ask elsewhere: Caching, Authentication.');
  });
});
