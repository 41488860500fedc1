import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { parseProgress } from '../../src/progress/shape.ts';
import { apilab } from './apilab.ts';
import { killedQuiz } from './killed.ts';

const KILLS = 100;
const LANES = 4;
const hasScript = spawnSync('script', ['--version']).status === 0;

/** How many answers the progress of a home has; throws where the file cannot be read. */
function answersIn(home: string): number {
  const file = join(home, 'progress.json');
  if (!existsSync(file)) return 0;
  const { cards } = parseProgress(readFileSync(file, 'utf8'));
  return Object.values(cards).reduce((sum, { reviews }) => sum + reviews.length, 0);
}

/** Kills quiz after quiz at random moments; returns what was wrong afterwards. */
async function killMany(home: string, lane: number): Promise<readonly string[]> {
  const random = seededRandom(lane, 'kill -9');
  const wrong: string[] = [];
  for (let kills = 0; kills < KILLS / LANES; ) {
    const before = answersIn(home);
    const keys = random.integer(0, 12);
    // Without a key yet it is the start that is hit, or the first card.
    const moment = { keys, afterMs: random.integer(0, keys === 0 ? 200 : 12) };
    const { inTime, given, confirmed } = await killedQuiz(home, moment);
    if (inTime) kills += 1;
    const kept = answersIn(home) - before;
    if (kept < confirmed || kept > given || kept < given - 1) {
      wrong.push(
        `${kept} of ${given} kept, ${confirmed} of them confirmed (${JSON.stringify(moment)})`,
      );
    }
  }
  return wrong;
}

describe.skipIf(!hasScript)('apilab quiz, killed with kill -9', () => {
  it(`is readable ${KILLS} times of ${KILLS}, and lost the current card at most`, async () => {
    const homes = Array.from({ length: LANES }, () => mkdtempSync(join(tmpdir(), 'apilab-kill-')));
    try {
      const wrong = await Promise.all(homes.map(killMany));
      expect(wrong.flat()).toEqual([]);
      for (const home of homes) {
        expect(answersIn(home)).toBeGreaterThan(50);
        await apilab(['progress', 'path'], { env: { APILAB_HOME: home } });
        expect(readdirSync(home).sort()).toEqual(['progress.json']);
      }
    } finally {
      for (const home of homes) rmSync(home, { recursive: true });
    }
  }, 180_000);
});
