import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/report/index.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';

const RUNS = 20;

describe(`same seed, same transcript, ${RUNS} times with every core busy`, () => {
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
      // A smaller herd tells as much, and leaves the cores to the other tests sooner.
      const set = Object.hasOwn(played.entry.params, 'clients') ? { clients: '25' } : {};
      const transcript = async () => {
        const events = await transcriptOf(played, { seed: 7, set });
        return events.map((event) => JSON.stringify(normalise(event))).join('\n');
      };
      const first = await transcript();
      for (let run = 1; run < RUNS; run++) expect(await transcript()).toBe(first);
    },
    300_000,
  );
});
