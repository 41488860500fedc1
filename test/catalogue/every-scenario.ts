import { loadScenario, readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { type PlayOptions, play } from '../../src/lab/scenario/play.ts';

const catalogue = await readCatalogue();

/** Every variant of every scenario, for tests that hold for all of them. */
export const everyVariant = catalogue.flatMap((entry) =>
  Object.keys(entry.variants).map((variant) => ({ id: entry.id, variant, entry })),
);

export { catalogue };

/** Plays a variant and returns its transcript. */
export async function transcriptOf(
  { entry, variant }: (typeof everyVariant)[number],
  { seed = 1, set = {} }: Pick<PlayOptions, 'seed' | 'set'> = {},
): Promise<readonly TranscriptEvent[]> {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  await play(await loadScenario(entry), { group: entry.group, variant, seed, set, emit });
  return events;
}
