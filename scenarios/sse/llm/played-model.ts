import type { Clock } from 'apilab';
import type { Generate } from './model.ts';

/** The answer to everything, a token each. */
export const TOKENS = [
  'An',
  ' event',
  ' stream',
  ' is',
  ' HTTP',
  ':',
  '\n',
  '-',
  ' one',
  ' request',
  '\n',
  '-',
  ' an',
  ' endless',
  ' answer',
  '.',
] as const;

/** After how many tokens it fails if the prompt asks for it. */
const FAILS_AFTER = 3;

/** How long it takes over what the answer cost, and then over putting its things away. */
const SUM_UP_MS = 10;

/** A piece of work of the model. */
export interface Work {
  /** Tokens that it has made. */
  readonly made: number;
  /** Lab time at which it ended, in whatever way; absent while it goes on. */
  readonly endedAt?: number;
}

/** Plays a language model: a token every so many milliseconds. A prompt that says `fail` makes it fail. */
export function playedModel({
  clock,
  tokenMs,
}: {
  readonly clock: Clock;
  readonly tokenMs: number;
}) {
  const works: { made: number; endedAt?: number }[] = [];

  const generate: Generate = async function* (prompt, signal) {
    const work: (typeof works)[number] = { made: 0 };
    works.push(work);
    try {
      for (const text of TOKENS) {
        await clock.sleep(tokenMs, { signal });
        if (/\bfail\b/i.test(prompt) && work.made === FAILS_AFTER) throw new Error('out of memory');
        work.made++;
        yield { text };
      }
      await clock.sleep(SUM_UP_MS, { signal });
      yield { usage: { asked: prompt.split(/\s+/).length, made: work.made } };
      await clock.sleep(SUM_UP_MS, { signal });
    } finally {
      work.endedAt = clock.now();
    }
  };

  return {
    generate,
    /** What it has worked on, in order. */
    works: works as readonly Work[],
  };
}
