import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { play } from '../../src/lab/scenario/play.ts';
import { terminalView } from '../../src/report/index.ts';
import { leastHerd } from '../story.ts';
import { everyVariant } from './every-scenario.ts';

/** No variant prints more at 80 columns. What is above 60 is to become less, never more. */
const MOST_LINES = 84;
/** What half of them stay below. */
const MEDIAN_LINES = 64;

describe('brief is brief at 80 columns', { timeout: 300_000 }, () => {
  it('in every variant, and in the median', async () => {
    const lines = new Map<string, number>();
    for (const { entry, variant } of everyVariant) {
      const view = terminalView({ width: 80, colour: false, wire: 'brief' });
      let text = '';
      const scenario = await loadScenario(entry);
      const emit = (event: TranscriptEvent) => {
        text += view.write(event);
      };
      await play(scenario, { group: entry.group, variant, set: leastHerd(scenario), emit });
      text += view.release();
      lines.set(`${entry.id}, ${variant}`, text.split('\n').length - 1);
    }
    const sorted = [...lines].sort(([, a], [, b]) => b - a);
    expect(sorted.filter(([, count]) => count > MOST_LINES)).toEqual([]);
    expect(sorted[Math.floor(sorted.length / 2)]?.[1]).toBeLessThanOrEqual(MEDIAN_LINES);
  });
});
