import { beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { terminalView } from '../../src/report/index.ts';
import { picturesOf } from '../../src/report/picture/picture.ts';
import { svgOf, svgOfStep } from '../../src/report/svg/report.ts';
import { leastHerd } from '../story.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';
import { remarkList } from './remarks.ts';

/** No variant prints more at 80 columns. */
const MOST_LINES = 60;
/** What half of the scenarios stay below, as they are run by default. */
const MEDIAN_LINES = 40;
/** What half of all variants stay below: of a promise that breaks, what was seen and expected is told too. */
const MEDIAN_OF_VARIANTS = 45;
/** What a slide holds, in pixels. */
const HIGHEST = 1_200;
/** So wide that it can still be read, if it is as wide as a screen. */
const WIDEST = 3_600;

/** Every variant is played once, and looked at in every way that concerns the catalogue as a whole. */
describe('the whole catalogue', () => {
  const lines = new Map<string, number>();
  const byDefault = new Map<string, number>();
  const remarks = remarkList();
  const tooLarge: string[] = [];

  beforeAll(async () => {
    for (const one of everyVariant) {
      const set = leastHerd(await loadScenario(one.entry));
      const events = await transcriptOf(one, { set });
      const count = linesInBrief(events);
      lines.set(`${one.id}, ${one.variant}`, count);
      if (!byDefault.has(one.id)) byDefault.set(one.id, count);
      for (const event of events) remarks.add(event);
      const large = sizesOf(events).filter(([wide, high]) => !(high <= HIGHEST && wide <= WIDEST));
      tooLarge.push(...large.map((size) => `${one.id}, ${one.variant}: ${size.join(' x ')}`));
    }
  }, 600_000);

  it('is brief at 80 columns, in every variant and in the median', () => {
    const median = medianOf(byDefault.values());
    process.stdout.write(tableOf(lines, median));
    expect([...lines].filter(([, count]) => count > MOST_LINES)).toEqual([]);
    expect(median).toBeLessThanOrEqual(MEDIAN_LINES);
    expect(medianOf(lines.values())).toBeLessThanOrEqual(MEDIAN_OF_VARIANTS);
  });

  // A person reads the file when it changes, with the standards open: each remark must be true of the
  // thing above it.
  it('says beside the bytes what was read', async () => {
    await expect(remarks.text()).toMatchFileSnapshot('remarks.txt');
  });

  it('is drawn in pictures that fit a slide, as a whole and step by step', () => {
    expect(tooLarge).toEqual([]);
  });
});

function linesInBrief(events: readonly TranscriptEvent[]): number {
  const view = terminalView({ width: 80, colour: false, wire: 'brief' });
  const text = events.map((event) => view.write(event)).join('') + view.release();
  return text.split('\n').length - 1;
}

/** The width and height of each picture, in pixels. */
function sizesOf(events: readonly TranscriptEvent[]): readonly (readonly [number, number])[] {
  const pictures = picturesOf(events).flatMap((picture) => [
    svgOf([picture]),
    ...picture.steps.map((step) => svgOfStep(picture, step)),
  ]);
  return pictures.map((svg) => {
    const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    return [Number(width), Number(height)] as const;
  });
}

function medianOf(counts: Iterable<number>): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The lines of each run, one a row: what a reader of the log looks for if a scenario became longer. */
function tableOf(lines: ReadonlyMap<string, number>, median: number): string {
  const most = Math.max(...lines.values());
  const rows = [...lines].map(([run, count]) => `${String(count).padStart(4)}  ${run}`);
  const title = `Lines in brief at 80 columns: median of scenarios ${median}, most ${most}`;
  return `${[title, ...rows].join('\n')}\n`;
}
