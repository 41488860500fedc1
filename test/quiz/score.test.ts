import { describe, expect, it } from 'vitest';
import { noProgress } from '../../src/progress/progress.ts';
import { inWords } from '../../src/quiz/due.ts';
import type { Result } from '../../src/quiz/result.ts';
import { dueRows, examRows, missedRows, nextRows, scoreRows } from '../../src/quiz/score.ts';
import { painter } from '../../src/text/paint.ts';
import type { Row } from '../../src/text/spans.ts';
import { answered } from '../progress/examples.ts';
import { choice, choices, deck, order, predictWire, recall } from './deck.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const look = { width: 80, colour: false, plain: false };
const read = ({ group }: { readonly group: string }) => `apilab learn ${group} --from 3`;
const text = (rows: readonly Row[]) => painter(false)(rows);

const results: readonly Result[] = [
  { card: choice, outcome: 'right' },
  { card: order, outcome: 'hinted' },
  { card: predictWire, outcome: 'wrong' },
  { card: recall, outcome: 'skipped' },
];

/** What is known of a card that is due so many minutes from now. */
const due = (minutes: number) => ({
  ...answered,
  schedule: { ...answered.schedule, due: new Date(NOW.getTime() + minutes * 60_000).toISOString() },
});

describe('the end of a quiz', () => {
  it('counts what was right, in all and by topic, the weakest first', () => {
    expect(text(scoreRows(results, look))).toBe(`
  2 of 3 right, 1 skipped

    0 of 1  sse · reconnection time
    2 of 2  sse · resuming a stream

`);
  });

  it('counts what was skipped as not known after an exam', () => {
    expect(text(scoreRows(results, look, { cards: 4 }))).toBe(`
  2 of 4 right, 1 skipped

    0 of 1  sse · reconnection time
    0 of 1  sse · choosing SSE
    2 of 2  sse · resuming a stream

`);
  });

  it('says how many cards of an exam were left without an answer', () => {
    const report = text(scoreRows(results.slice(0, 1), look, { cards: 4 }));
    expect(report).toMatch(/^\n {2}1 of 1 right, 3 not answered\n/);
  });

  it('says that nothing was answered', () => {
    const skipped = results.slice(-1);
    expect(text(scoreRows([], look, { cards: 4 }))).toBe('\n  Nothing was answered\n\n');
    expect(text(scoreRows(skipped, look))).toBe('\n  Nothing was answered, 1 skipped\n\n');
  });

  it('says when the cards are due again', () => {
    const cards = {
      [choice.id]: due(10),
      [order.id]: due(10),
      [predictWire.id]: due(4 * 24 * 60),
    };
    expect(text(dueRows(results, { ...noProgress, cards }, NOW, look))).toBe(
      '  Due again: 2 cards in 10 minutes, 1 card in 4 days.\n',
    );
  });

  it('sends to the lesson of what was missed most', () => {
    const [other] = choices(1, { group: 'ws', topic: 'closing' });
    if (!other) throw new Error('there is one card');
    const missed = [...results, { card: other, outcome: 'wrong' as const }];
    expect(text(nextRows(missed, deck, noProgress, read, look))).toBe(
      '  Learn next: apilab learn sse --from 3 (resuming a stream, reconnection time,\n  choosing SSE)\n',
    );
  });

  it('sends to the first group with new cards where nothing was missed', () => {
    const ws = choices(7, { group: 'ws' });
    const all = [choice, ...ws, ...choices(9, { group: 'grpc' })];
    const known = { ...noProgress, cards: { [choice.id]: due(10) } };
    expect(text(nextRows(results.slice(0, 1), all, known, read, look))).toBe(
      '  Go on with: apilab quiz ws (7 new cards)\n',
    );
  });
});

describe('what was missed', () => {
  it('is listed once, with where to read it up', () => {
    const twice = [...results, { card: predictWire, outcome: 'wrong' as const }];
    expect(text(missedRows(twice, read, look))).toBe(`  Missed
    ✗ What stands where the mask is?
      Learn it: apilab learn sse --from 3
    ✗ When do you take SSE rather than WebSocket?
      Learn it: apilab learn sse --from 3

`);
    expect(text(missedRows(results.slice(0, 2), read, look))).toBe('');
  });
});

describe('an exam', () => {
  const exam = { at: '2026-03-01T10:00:00Z', groups: [], cards: 20, right: 14, missed: ['sse-a'] };

  it('is compared with the last one about the same', () => {
    const former = { ...exam, at: '2026-02-20T10:00:00Z', cards: 10, right: 5, missed: ['sse-a'] };
    expect(text(examRows({ exam, former }, look))).toBe(
      '  The last one, on 2026-02-20: 5 of 10. This one is better. 1 card missed both\n  times.\n\n',
    );
    expect(text(examRows({ exam, former: undefined }, look))).toBe('');
  });
});

describe('when a card is due', () => {
  it.each([
    [-5, 'now'],
    [1, 'in 1 minute'],
    [59.2, 'in 60 minutes'],
    [61, 'in 1 hour'],
    [60 * 23, 'in 23 hours'],
    [60 * 25, 'in 1 day'],
    [60 * 24 * 9, 'in 9 days'],
  ])('%d minutes from now is said as %s', (minutes, words) => {
    expect(inWords(new Date(NOW.getTime() + minutes * 60_000), NOW)).toBe(words);
  });
});
