import { type CatalogueEntry, loadScenario, readCatalogue } from '../../lab/catalogue.ts';
import { Interrupted } from '../../lab/lab-error.ts';
import { type Outcome, play } from '../../lab/play.ts';
import type { Scenario } from '../../lab/scenario.ts';
import type { TranscriptEvent } from '../../lab/transcript.ts';
import { comparison, type WireDetail } from '../../report/index.ts';
import { exit, UsageError } from '../exit.ts';
import { report } from '../failure.ts';
import { findGroup, findScenario } from '../find-scenario.ts';
import { endThoughKeptOpen } from '../kept-open.ts';
import { suggestion } from '../nearest.ts';
import { openOutputs, outputFiles } from '../output-files.ts';
import type { Asking } from '../seat.ts';
import type { Stop } from '../signals.ts';
import { type PrintFormat, type Sink, sinkFor } from '../sinks.ts';
import { stepper } from '../stepper.ts';
import { screen } from '../terminal.ts';
import { isFile, loadUserScenario } from '../user-scenario.ts';

export interface RunOptions {
  readonly group?: string;
  readonly all?: boolean;
  readonly variant?: string;
  readonly compare?: boolean;
  readonly set: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly pace: 'fast' | 'real';
  readonly wire: WireDetail;
  /** The step to pause from; `true` where no number was given. */
  readonly step?: number | true;
  readonly format: PrintFormat;
  readonly output: readonly string[];
}

/** A scenario that is to be played, loaded when its turn comes. */
interface Chosen {
  readonly entry: CatalogueEntry;
  readonly load: () => Promise<Scenario>;
}

/** `apilab run`: plays scenarios and shows what crosses the wire. */
export async function runScenarios(
  ids: readonly string[],
  options: RunOptions,
  look: Asking,
  stop: Stop,
): Promise<void> {
  const chosen = await choose(ids, options);
  const plays = chosen.flatMap((choice) =>
    variantsOf(choice.entry, options).map((variant) => ({ ...choice, variant })),
  );
  const sinks = await openSinks(options, look);
  const emit = (event: TranscriptEvent) => {
    if (stop.signal.aborted) return;
    try {
      for (const sink of sinks) sink.take(event);
    } catch (error) {
      // Most events come from sockets, where a throw would crash the program with files half written.
      stop.because(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const outcomes: Outcome[] = [];
  const steps = stepper(options, look, stop);
  try {
    let differences = comparison();
    for (const [index, { entry, load, variant }] of plays.entries()) {
      if (plays.length > 1) progress(index, plays.length, entry.id, variant);
      const outcome = await play(await load(), {
        group: entry.group,
        variant,
        set: options.set,
        seed: options.seed,
        pace: options.pace,
        signal: stop.signal,
        emit: (event) => {
          emit(event);
          differences.take(event);
          steps?.take(event);
        },
        ...(steps && { beforeStep: steps.beforeStep }),
      });
      outcomes.push(outcome);
      if (outcome.failure) break;
      if (options.compare && plays[index + 1]?.entry !== entry) {
        emit(differences.table());
        differences = comparison();
      }
    }
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    for (const sink of sinks) sink.finish();
  } finally {
    for (const sink of sinks) sink.discard();
    steps?.close();
    stop.release();
    endThoughKeptOpen();
  }
  process.exitCode = exitCode(outcomes);
  if (plays.length > 1) summary(outcomes, plays.length);
}

async function choose(ids: readonly string[], options: RunOptions): Promise<readonly Chosen[]> {
  const catalogue = await readCatalogue();
  const ours = (entry: CatalogueEntry): Chosen => ({ entry, load: () => loadScenario(entry) });
  if (options.all) return catalogue.map(ours);
  if (options.group) return findGroup(catalogue, options.group).map(ours);
  if (ids.length === 0) {
    throw new UsageError(
      'name a scenario, such as sse-replay, or say --group or --all (see: apilab list)',
    );
  }
  const chosen = ids.map(async (id): Promise<Chosen> => {
    if (!isFile(id)) return ours(findScenario(catalogue, id));
    const { entry, scenario } = await loadUserScenario(id);
    return { entry, load: async () => scenario };
  });
  return Promise.all(chosen);
}

function variantsOf(entry: CatalogueEntry, options: RunOptions): readonly string[] {
  const names = Object.keys(entry.variants);
  if (options.compare) return names;
  const name = options.variant ?? names[0] ?? '';
  if (names.includes(name)) return [name];
  throw new UsageError(`${entry.id} has no variant '${name}'${suggestion(name, names)}`);
}

async function openSinks(
  options: RunOptions,
  look: { readonly color?: boolean },
): Promise<readonly Sink[]> {
  const { colour, width, isTerminal } = screen(look);
  const fromStep =
    !isTerminal && typeof options.step === 'number' ? { fromStep: options.step } : {};
  const view = { wire: options.wire, colour, width, ...fromStep };
  const plain = { ...view, colour: false, width: isTerminal ? 100 : width };
  const files = outputFiles(options.output, options.format);
  const outputs = await openOutputs(files, plain);
  const stdout = { write: (content: string | Uint8Array) => process.stdout.write(content) };
  return [await sinkFor(options.format, view, stdout), ...outputs];
}

function progress(index: number, count: number, id: string, variant: string): void {
  process.stderr.write(`▸ ${index + 1} of ${count}  ${id}, ${variant}\n`);
}

function summary(outcomes: readonly Outcome[], count: number): void {
  const good = outcomes.filter((outcome) => outcome.asPredicted).length;
  process.stderr.write(`▸ ${good} of ${count} runs came out as predicted\n`);
}

function exitCode(outcomes: readonly Outcome[]): number {
  const failed = outcomes.find((outcome) => outcome.failure);
  if (failed) return report(failed.failure);
  return outcomes.every((outcome) => outcome.asPredicted) ? exit.ok : exit.unpredicted;
}
