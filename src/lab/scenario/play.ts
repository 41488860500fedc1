import { setTimeout as realTime } from 'node:timers/promises';
import { cite } from '../../knowledge/citation.ts';
import { seededRandom } from '../chance/random.ts';
import { Recorder } from '../record/recorder.ts';
import { TRANSCRIPT_VERSION, type TranscriptEvent } from '../record/transcript.ts';
import { deferred } from '../time/deferred.ts';
import { EPOCH, LabClock } from '../time/lab-clock.ts';
import { takeOverTime } from '../time/process-time.ts';
import { Stillness } from '../time/stillness.ts';
import { Bounds } from './bounds.ts';
import { Cleanup } from './cleanup.ts';
import type { StorePlace } from './lab.ts';
import { Interrupted, LabError } from './lab-error.ts';
import { readParameters } from './parameters.ts';
import type { Scenario } from './scenario.ts';
import { sourceOf } from './source-of.ts';
import { Stage } from './stage.ts';

/** How a scenario is to be played. */
export interface PlayOptions {
  readonly group: string;
  /** The file it comes from, as it was typed, if it is none of the catalogue. */
  readonly file?: string;
  /** The first variant by default. */
  readonly variant?: string;
  /** Parameters as they were typed. */
  readonly set?: Readonly<Record<string, string>>;
  readonly seed?: number;
  /** `real` waits for real where lab time jumps; the story stays the same. */
  readonly pace?: 'fast' | 'real';
  /** Leaves out what taps are told to do to connections: what happens then is nobody's prediction. */
  readonly withoutFaults?: boolean;
  /** A real store for scenarios that have one. What the run leaves in it is removed. */
  readonly store?: StorePlace;
  /** Ends the run at once, with everything closed. */
  readonly signal?: AbortSignal;
  /** Takes the events of the transcript, in order. */
  readonly emit: (event: TranscriptEvent) => void;
  /** Called before each step; the step begins when it resolves. */
  readonly beforeStep?: (step: number, title: string, id: string) => Promise<void>;
}

/** How a run came out. */
export interface Outcome {
  /** Every check came out as predicted. */
  readonly asPredicted: boolean;
  /** Why it could not be played to its end. */
  readonly failure?: LabError;
}

/**
 * Plays one variant of a scenario: real servers, real wire, and the events of its transcript.
 * Everything is closed when it returns, whatever happened.
 *
 * @throws Interrupted when the signal fires.
 * @throws ParameterError if a parameter is unknown or does not fit.
 */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Outcome> {
  const { emit, pace = 'fast', seed = 1, signal } = options;
  const name = options.variant ?? Object.keys(scenario.variants)[0] ?? '';
  const variant = scenario.variants[name];
  if (variant === undefined) throw new RangeError(`${scenario.id} has no variant '${name}'`);
  const params = readParameters(scenario.params, options.set ?? {});
  const began = performance.now();

  const stillness = new Stillness();
  const cleanup = new Cleanup();
  const quietWaiters: (() => void)[] = [];
  const clock: LabClock = new LabClock({
    settled: () => stillness.settled(),
    beforeJump: () => stage.beforeJump(),
    onJump: async (from, to) => {
      recorder.record({ type: 'wait', from });
      if (pace === 'real') await realTime(to - from, undefined, signal ? { signal } : {});
    },
    onStandstill: async () => {
      const waiters = quietWaiters.splice(0);
      for (const resume of waiters) resume();
      if (waiters.length > 0) return true;
      return stage.standstill();
    },
    onTimer: () => bounds.takeTimer(clock.now()),
  });
  const bounds = new Bounds(scenario.params, params, (by) => stage.goesOnTooFar(by));
  const recorder = new Recorder(
    () => clock.now(),
    (event) => {
      bounds.take(event);
      emit(event);
    },
  );
  const stage = new Stage({
    scenario,
    variantName: name,
    params,
    clock,
    random: seededRandom(seed, scenario.id),
    recorder,
    cleanup,
    stillness,
    whenQuiet: () => new Promise((resolve) => quietWaiters.push(resolve)),
    ...(options.withoutFaults && { withoutFaults: true }),
    ...(options.store && { store: options.store }),
    ...(options.beforeStep && { beforeStep: options.beforeStep }),
  });

  recorder.record({
    type: 'scenario',
    version: TRANSCRIPT_VERSION,
    id: scenario.id,
    ...(options.file !== undefined && { file: options.file }),
    group: options.group,
    title: scenario.title,
    claim: scenario.claim,
    standard: scenario.standard.map(cite).join('; ') || 'no standard',
    covers: scenario.covers,
    variant: {
      name,
      kind: variant.kind,
      about: variant.about,
      breaks: variant.kind === 'naive' ? variant.breaks : [],
    },
    variants: Object.entries(scenario.variants).map(([key, { kind }]) => ({ name: key, kind })),
    params,
    seed,
    focus: scenario.focus,
    epoch: new Date(EPOCH).toISOString(),
  });

  stillness.watch();
  const giveBackTime = scenario.takesOverTime ? takeOverTime(clock) : undefined;
  const interruption = new Interruption(signal);
  let failure: LabError | undefined;
  try {
    await clock.runUntil(Promise.race([stage.perform(), interruption.promise]));
    stage.assertEveryCheckMade();
  } catch (error) {
    if (error instanceof Interrupted || signal?.aborted) throw new Interrupted(signal?.reason);
    failure = asLabError(error, stage.place);
    const { code, message: text, place } = failure;
    const source = options.file === undefined ? undefined : sourceOf(error, options.file);
    recorder.record({
      type: 'failure',
      code,
      text,
      ...(place !== undefined && { place }),
      ...(source !== undefined && { source }),
    });
  } finally {
    stage.conclude();
    for (const sentence of failure ? [] : stage.neverFired) {
      recorder.record({
        type: 'note',
        text: `A fault was armed and never fired: the tap ${sentence}.`,
      });
    }
    const { totals } = recorder;
    const asPredicted = failure === undefined && stage.asPredicted;
    if (!signal?.aborted) {
      const realMs = performance.now() - began;
      recorder.record({ type: 'end', id: scenario.id, variant: name, asPredicted, totals, realMs });
    }
    recorder.end();
    interruption.release();
    const problems = await cleanup.run();
    giveBackTime?.();
    stillness.release();
    if (problems.length > 0 && failure === undefined) {
      failure = new LabError('cleanup', `something could not be closed: ${problems[0]}`, {
        cause: problems[0],
      });
    }
  }
  return failure ? { asPredicted: false, failure } : { asPredicted: stage.asPredicted };
}

/** The signal of a run, as a promise that rejects when it fires. One signal may outlive many runs. */
class Interruption {
  readonly #signal: AbortSignal | undefined;
  readonly #fired = deferred<never>();
  readonly #fire = (): void => this.#fired.reject(new Interrupted(this.#signal?.reason));

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (signal?.aborted) this.#fire();
    signal?.addEventListener('abort', this.#fire, { once: true });
  }

  get promise(): Promise<never> {
    return this.#fired.promise;
  }

  /** Listens no longer. */
  release(): void {
    this.#signal?.removeEventListener('abort', this.#fire);
  }
}

function asLabError(error: unknown, place: string): LabError {
  if (error instanceof LabError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new LabError('scenario-threw', text, { cause: error, place });
}
