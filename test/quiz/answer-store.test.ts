import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { openProgress } from '../../src/progress/store.ts';
import { answerStore } from '../../src/quiz/answer-store.ts';
import { afterReview } from '../../src/quiz/schedule.ts';
import { choice, recall } from './deck.ts';

const NOW = new Date('2026-03-01T10:00:00Z');

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-quiz-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const open = () => openProgress({ path: join(home, 'progress.json'), warn: () => {} });
const ratings = (id: string) =>
  open()
    .read()
    .cards[id]?.reviews.map(({ rating }) => rating);

describe('an answer', () => {
  it('is in the file once it is kept, with when the card is due again', async () => {
    const kept = await answerStore(open(), () => NOW)(choice, 'good');
    expect(kept.due).toBe('in 10 minutes');
    expect(open().read().cards[choice.id]).toEqual(afterReview(1, undefined, 'good', NOW));
  });

  it('is replaced, not followed, by another word on it', async () => {
    const kept = await answerStore(open(), () => NOW)(choice, 'good');
    kept.instead('easy');
    expect(ratings(choice.id)).toEqual(['easy']);
    expect(open().read().cards[choice.id]).toEqual(afterReview(1, undefined, 'easy', NOW));
  });

  it('is taken back, so that the schedule is what it was', async () => {
    const later = new Date(NOW.getTime() + 86_400_000);
    const first = await answerStore(open(), () => NOW)(choice, 'good');
    const before = open().read();
    const second = await answerStore(open(), () => later)(choice, 'again');
    expect(second.instead('hard').undo()).toBe(true);
    expect(open().read()).toEqual(before);
    expect(first.undo()).toBe(true);
    expect(open().read().cards).toEqual({});
  });

  it('stays if the card was answered in another terminal since', async () => {
    const kept = await answerStore(open(), () => NOW)(choice, 'good');
    await answerStore(open(), () => NOW)(choice, 'again');
    expect(kept.undo()).toBe(false);
    expect(ratings(choice.id)).toEqual(['good', 'again']);
  });

  it('can be given anew once it was taken back', async () => {
    const kept = await answerStore(open(), () => NOW)(choice, 'again');
    kept.undo();
    expect(kept.undo()).toBe(false);
    await answerStore(open(), () => NOW)(choice, 'good');
    expect(ratings(choice.id)).toEqual(['good']);
  });

  it('leaves the answers of another terminal where they are', async () => {
    const later = new Date(NOW.getTime() + 1000);
    const kept = await answerStore(open(), () => NOW)(choice, 'good');
    await answerStore(open(), () => later)(recall, 'again');
    await answerStore(open(), () => later)(choice, 'hard');
    kept.instead('easy');
    expect(ratings(recall.id)).toEqual(['again']);
    expect(ratings(choice.id)).toEqual(['good', 'hard', 'easy']);
  });

  it('is its own though another terminal gave one in the same millisecond', async () => {
    const one = await answerStore(open(), () => NOW)(choice, 'good');
    await answerStore(open(), () => NOW)(choice, 'again');
    one.instead('easy');
    expect(ratings(choice.id)).toEqual(['good', 'again', 'easy']);
  });
});

describe('answers in two terminals at once', () => {
  /** A process that keeps so many answers once it is told to begin. */
  async function keepingProcess(count: number) {
    const script = join(import.meta.dirname, 'answer-process.ts');
    const file = join(home, 'progress.json');
    const child = fork(script, [file, `${count}`], { execArgv: ['--import', 'tsx'] });
    const closed = once(child, 'close');
    await once(child, 'message');
    let kept = 0;
    child.on('message', (message) => {
      kept = Number(message);
    });
    return { child, tell: (word: 'begin' | 'end') => child.send(word), closed, kept: () => kept };
  }

  const reviewCount = () =>
    Object.values(open().read().cards).reduce((sum, { reviews }) => sum + reviews.length, 0);

  it('arrive, every one', async () => {
    const both = await Promise.all([keepingProcess(100), keepingProcess(100)]);
    for (const { tell } of both) tell('begin');
    for (const { closed } of both) expect(await closed).toEqual([0, null]);
    expect(reviewCount()).toBe(200);
    expect(readdirSync(home)).toEqual(['progress.json']);
  });

  it('arrive though others are killed with kill -9 meanwhile', async () => {
    const random = seededRandom(1, 'kill -9');
    const steady = await keepingProcess(Number.POSITIVE_INFINITY);
    steady.tell('begin');
    let confirmed = 0;
    for (let kills = 0; kills < 10; kills++) {
      const victim = await keepingProcess(Number.POSITIVE_INFINITY);
      const enough = random.integer(1, 20);
      victim.child.on('message', () => {
        if (victim.kept() === enough) victim.child.kill('SIGKILL');
      });
      victim.tell('begin');
      expect(await victim.closed).toEqual([null, 'SIGKILL']);
      confirmed += victim.kept();
    }
    steady.tell('end');
    expect(await steady.closed).toEqual([0, null]);
    expect(steady.kept()).toBeGreaterThan(0);
    expect(reviewCount()).toBeGreaterThanOrEqual(steady.kept() + confirmed);
    open();
    expect(readdirSync(home)).toEqual(['progress.json']);
  });
});
