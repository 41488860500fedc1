import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/report/index.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';

/** How often a correct variant is played, and a naive one. */
const RUNS = { correct: 20, naive: 4 } as const;

describe('same seed, same transcript, 20 times with every core busy', () => {
  const busy: ReturnType<typeof fork>[] = [];
  beforeAll(() => {
    const hog = new URL('./busy-core.mjs', import.meta.url);
    for (let core = 0; core < availableParallelism(); core++) busy.push(fork(hog));
  });
  afterAll(() => {
    for (const process of busy) process.kill();
  });

  it.each(everyVariant)(
    '$id, $variant',
    async (played) => {
      const { params, variants } = played.entry;
      const runs = RUNS[variants[played.variant]?.kind ?? 'correct'];
      // A smaller herd tells as much, and leaves the cores to the other tests sooner.
      const herd = ['clients', 'crowd'].filter((name) => Object.hasOwn(params, name));
      const set = Object.fromEntries(herd.map((name) => [name, '40']));
      const transcript = async () => {
        const events = await transcriptOf(played, { seed: 7, set });
        return events.map((event) => JSON.stringify(normalise(event))).join('\n');
      };
      const first = await transcript();
      for (let run = 1; run < runs; run++) expect(await transcript()).toBe(first);
    },
    300_000,
  );
});
