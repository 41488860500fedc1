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
      const transcript = async () =>
        (await transcriptOf(played, 7)).map((event) => JSON.stringify(normalise(event))).join('\n');
      const first = await transcript();
      for (let run = 1; run < RUNS; run++) expect(await transcript()).toBe(first);
    },
    300_000,
  );
});
