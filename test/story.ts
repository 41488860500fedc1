import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGroups } from '../src/content/groups.ts';
import { readScenarioContent } from '../src/content/written/group-content.ts';
import { letGoOfRuns, playedRun } from '../src/evidence/recorded-run.ts';
import { type CatalogueEntry, loadScenario, readScenario } from '../src/lab/catalogue/catalogue.ts';
import type { TranscriptEvent } from '../src/lab/record/transcript.ts';
import { play } from '../src/lab/scenario/play.ts';
import type { Scenario } from '../src/lab/scenario/scenario.ts';
import { goldenLine } from '../src/report/normal/golden-line.ts';
import { normalise } from '../src/report/normal/normalise.ts';
import { contentTests } from './story-content.ts';

/** How many events of a golden are kept as they are; the hash of those between stands for them. */
const KEPT = 100;

/** How often each variant is played and compared: 3 times, or as `APILAB_PLAYS` says (20 for what changed). */
const PLAYS = Number(process.env.APILAB_PLAYS ?? 3);

export interface StoryOptions {
  /** Keeps the bytes' layers in the goldens: for one scenario a protocol. */
  readonly layers?: boolean;
}

/** How a run came out: its events without what differs from run to run, and its figures. */
export interface Played {
  readonly events: readonly TranscriptEvent[];
  /** What each check saw, by its id. */
  readonly seen: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * The tests that every scenario has, in one line of its own test file: each variant comes out as it
 * predicts, gives its golden, and gives the same transcript again; and what is written beside it keeps
 * the rules and is proved by the runs it names, each played once in the file.
 *
 * @param folder the scenario's folder, `import.meta.dirname`
 * @returns what plays a variant once in this file, for tests of what the declaration does not say
 */
export async function story(
  folder: string,
  { layers = false }: StoryOptions = {},
): Promise<(variant: string) => Promise<Played>> {
  const entry = await readScenario(basename(dirname(folder)), basename(folder));
  if (entry === undefined) throw new RangeError(`${folder} holds no scenario`);
  const { id } = entry;
  const scenario = await loadScenario(entry);
  const once = async (variant: string) => {
    const { events } = await playedRun({ run: id, variant, set: leastHerd(scenario) });
    return withFigures(events);
  };
  afterAll(letGoOfRuns);

  describe.each(Object.keys(scenario.variants))(`${id}, %s`, (variant) => {
    it('comes out as predicted', async () => {
      const { events } = await once(variant);
      expect(events.filter(({ type }) => type === 'failure')).toEqual([]);
      expect(surprises(events)).toEqual([]);
      expect(events.at(-1)).toMatchObject({ type: 'end', asPredicted: true });
    });

    it('gives its golden', async () => {
      const { events } = await once(variant);
      const lines = events.map((event) =>
        goldenLine(layers ? event : withoutLayers(event)).trimEnd(),
      );
      await expect(`${abridged(lines).join('\n')}\n`).toMatchFileSnapshot(
        join(folder, 'goldens', `${variant}.ndjson`),
      );
    });

    it(
      `is the same ${PLAYS} times`,
      async () => {
        const first = textOf((await once(variant)).events);
        for (let run = 1; run < PLAYS; run++) {
          expect(textOf(await playAgain(entry, scenario, variant))).toBe(first);
        }
      },
      20_000 * PLAYS,
    );
  });

  contentTests(await readScenarioContent(entry), await readGroups());
  return once;
}

/** The least herd tells as much, and leaves the cores to others sooner. */
export function leastHerd({ params }: Pick<Scenario, 'params'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, rule]) =>
      rule.type === 'integer' && rule.isHerd ? [[name, String(rule.min)]] : [],
    ),
  );
}

async function playAgain(
  { group }: CatalogueEntry,
  scenario: Scenario,
  variant: string,
): Promise<readonly TranscriptEvent[]> {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(normalise(event));
  await play(scenario, { group, variant, set: leastHerd(scenario), emit });
  return events;
}

function withFigures(events: readonly TranscriptEvent[]): Played {
  const checks = events.flatMap((event) => (event.type === 'check' ? [event] : []));
  const figures = events.flatMap((event) => (event.type === 'figure' ? [event] : []));
  return {
    events,
    seen: Object.fromEntries(checks.map(({ id, actual }) => [id, actual])),
    figures: Object.fromEntries(figures.map(({ name, value }) => [name, value])),
  };
}

/** Checks that did not come out as their variant predicts, with what was seen. */
function surprises(events: readonly TranscriptEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'check' && event.holds !== (event.predicted === 'holds')
      ? [`${event.id}: ${event.actual}; expected ${event.expected}`]
      : [],
  );
}

function textOf(events: readonly TranscriptEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join('\n');
}

function withoutLayers(event: TranscriptEvent): TranscriptEvent {
  return event.type === 'message' ? { ...event, message: { ...event.message, layers: [] } } : event;
}

/** Long transcripts keep their beginning and end; what lies between is held by its hash. */
function abridged(lines: readonly string[]): readonly string[] {
  if (lines.length <= KEPT) return lines;
  const between = lines.slice(KEPT / 2, -KEPT / 2);
  const hash = createHash('sha256').update(between.join('\n')).digest('hex');
  const rest = JSON.stringify({ type: 'abridged', lines: between.length, sha256: hash });
  return [...lines.slice(0, KEPT / 2), rest, ...lines.slice(-KEPT / 2)];
}
