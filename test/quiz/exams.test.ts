import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgress } from '../../src/progress/store.ts';
import { keepExam } from '../../src/quiz/exams.ts';
import type { Result } from '../../src/quiz/result.ts';
import { choice, order } from './deck.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'apilab-exams-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const open = () => openProgress({ path: join(home, 'progress.json'), warn: () => {} });
const results: readonly Result[] = [
  { card: choice, outcome: 'right', rating: 'good' },
  { card: order, outcome: 'skipped' },
];
const about = (at: string, groups: readonly string[] = []) => ({
  cards: 4,
  groups,
  now: new Date(at),
});

describe('an exam', () => {
  it('is kept, with what was missed', () => {
    const kept = keepExam(open(), results, about('2026-03-01T10:00:00Z'));
    expect(open().read().exams).toEqual([
      { at: '2026-03-01T10:00:00.000Z', groups: [], cards: 4, right: 1, missed: ['sse-order'] },
    ]);
    expect(kept?.former).toBeUndefined();
  });

  it('is compared with the last one about the same groups', () => {
    keepExam(open(), results, about('2026-03-01T10:00:00Z', ['sse']));
    keepExam(open(), results, about('2026-03-02T10:00:00Z', ['ws']));
    const kept = keepExam(open(), results, about('2026-03-03T10:00:00Z', ['sse']));
    expect(kept?.former?.at).toBe('2026-03-01T10:00:00.000Z');
    expect(open().read().exams).toHaveLength(3);
  });

  it('in which nothing was answered is none', () => {
    expect(keepExam(open(), results.slice(1), about('2026-03-01T10:00:00Z'))).toBeUndefined();
    expect(open().read().exams).toBeUndefined();
  });
});
