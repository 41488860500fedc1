import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgress } from '../../src/progress/store.ts';
import { keeper } from '../../src/quiz/keeping.ts';
import { afterReview } from '../../src/quiz/schedule.ts';
import { choice, recall } from './deck.ts';

const NOW = new Date('2026-03-01T10:00:00Z');

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-quiz-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const open = () => openProgress({ path: join(home, 'progress.json') });
const ratings = (id: string) =>
  open()
    .read()
    .cards[id]?.reviews.map(({ rating }) => rating);

describe('an answer', () => {
  it('is in the file once it is kept, with when the card is due again', async () => {
    const kept = await keeper(open(), () => NOW)(choice, 'good');
    expect(kept.due).toBe('in 10 minutes');
    expect(open().read().cards[choice.id]).toEqual(afterReview(1, undefined, 'good', NOW));
  });

  it('is replaced, not followed, by another word on it', async () => {
    const kept = await keeper(open(), () => NOW)(choice, 'good');
    kept.instead('easy');
    expect(ratings(choice.id)).toEqual(['easy']);
    expect(open().read().cards[choice.id]).toEqual(afterReview(1, undefined, 'easy', NOW));
  });

  it('leaves the answers of another terminal where they are', async () => {
    const later = new Date(NOW.getTime() + 1000);
    const kept = await keeper(open(), () => NOW)(choice, 'good');
    await keeper(open(), () => later)(recall, 'again');
    await keeper(open(), () => later)(choice, 'hard');
    kept.instead('easy');
    expect(ratings(recall.id)).toEqual(['again']);
    expect(ratings(choice.id)).toEqual(['good', 'hard', 'easy']);
  });
});
