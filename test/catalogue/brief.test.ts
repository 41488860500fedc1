import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { play } from '../../src/lab/scenario/play.ts';
import { terminalView } from '../../src/report/index.ts';
import { leastHerd } from '../story.ts';
import { everyVariant } from './every-scenario.ts';

/** No variant prints more at 80 columns. */
const MOST_LINES = 60;
/** What half of the scenarios stay below, as they are run by default. */
const MEDIAN_LINES = 40;
/** What half of all variants stay below: of a promise that breaks, what was seen and expected is told too. */
const MEDIAN_OF_VARIANTS = 45;

describe('brief is brief at 80 columns', { timeout: 300_000 }, () => {
  it('in every variant, and in the median', async () => {
    const lines = new Map<string, number>();
    const byDefault = new Map<string, number>();
    for (const { entry, variant } of everyVariant) {
      const view = terminalView({ width: 80, colour: false, wire: 'brief' });
      let text = '';
      const scenario = await loadScenario(entry);
      const emit = (event: TranscriptEvent) => {
        text += view.write(event);
      };
      await play(scenario, { group: entry.group, variant, set: leastHerd(scenario), emit });
      text += view.release();
      const count = text.split('\n').length - 1;
      lines.set(`${entry.id}, ${variant}`, count);
      if (!byDefault.has(entry.id)) byDefault.set(entry.id, count);
    }
    const sorted = [...lines].sort(([, a], [, b]) => b - a);
    const median = medianOf(byDefault.values());
    process.stdout.write(tableOf(lines, median));
    expect(sorted.filter(([, count]) => count > MOST_LINES)).toEqual([]);
    expect(median).toBeLessThanOrEqual(MEDIAN_LINES);
    expect(medianOf(lines.values())).toBeLessThanOrEqual(MEDIAN_OF_VARIANTS);
  });
});

function medianOf(counts: Iterable<number>): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The lines of each run, one a row: what a reader of the log looks for if a scenario became longer. */
function tableOf(lines: ReadonlyMap<string, number>, median: number): string {
  const most = Math.max(...lines.values());
  const rows = [...lines].map(([run, count]) => `${String(count).padStart(4)}  ${run}`);
  return `${[`Lines in brief at 80 columns: median of scenarios ${median}, most ${most}`, ...rows].join('\n')}\n`;
}
