import { clearTimeout as clearRealTimeout, setTimeout as setRealTimeout } from 'node:timers';
import { setTimeout as realTime } from 'node:timers/promises';
import { cite } from '../../knowledge/citation.ts';
import type { Message } from '../../wire/types.ts';
import { seededIds } from '../chance/ids.ts';
import type { Random } from '../chance/random.ts';
import { openTemporaryFolder } from '../party/temporary-folder.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Seen } from '../record/seen.ts';
import type { MessagePlace } from '../record/transcript.ts';
import { type Deferred, deferred } from '../time/deferred.ts';
import type { LabClock } from '../time/lab-clock.ts';
import type { Stillness } from '../time/stillness.ts';
import type { Cleanup } from './cleanup.ts';
import { expectation, show } from './expect.ts';
import type {
  Closable,
  Crossed,
  DatabaseLane,
  Lab,
  StepOptions,
  StorePlace,
  Watchable,
} from './lab.ts';
import { LabError } from './lab-error.ts';
import { Network } from './network.ts';
import type { ParameterValue } from './parameters.ts';
import { promiseSentence } from './promise.ts';
import { type Scenario, WORDS } from './scenario.ts';

/** Real milliseconds that a standstill must last before it is one, and after which it is looked again. */
const GRACE_MS = 250;
const LOOK_MS = 10;
/** Real milliseconds that it may take to open a resource: no lab time passes meanwhile. */
const OPENING_MS = 10_000;

/** Where a message stands, if there is one. */
function placeOf(seen: Seen<Message> | undefined): readonly MessagePlace[] {
  if (seen === undefined) return [];
  const { connection, direction, start } = seen;
  return [{ connection, direction, start }];
}

/** What a stage is built from. */
export interface StageParts {
  readonly scenario: Scenario;
  readonly variantName: string;
  readonly params: Readonly<Record<string, ParameterValue>>;
  readonly clock: LabClock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly cleanup: Cleanup;
  readonly stillness: Stillness;
  readonly whenQuiet: () => Promise<void>;
  readonly store?: StorePlace;
  readonly withoutFaults?: boolean;
  readonly beforeStep?: (step: number, title: string, id: string) => Promise<void>;
}

/** Where one variant of a scenario is performed: it gives the scenario its `Lab`. */
export class Stage {
  readonly #parts: StageParts;
  readonly #made = new Map<string, boolean>();
  readonly #failed: Deferred<never> = deferred<never>();
  readonly #network: Network;
  readonly #steps = new Set<string>();
  #shown: readonly DatabaseLane[] = [];
  #place = 'before its first step';

  constructor(parts: StageParts) {
    this.#parts = parts;
    this.#network = new Network({ ...parts, use: (resource) => this.#use(resource) });
  }

  /** Plays the story. Rejects if the scenario throws, waits for what cannot come or goes on for ever. */
  perform(): Promise<void> {
    return Promise.race([this.#parts.scenario.play(this.#lab()), this.#failed.promise]);
  }

  /** Where the story is, such as `in step 2 'Lose the connection'`. */
  get place(): string {
    return this.#place;
  }

  /** The story would go on for ever: `perform` rejects. */
  goesOnTooFar(by: string): void {
    const text = `the scenario goes on for ever ${this.#place}: ${by}`;
    this.#failed.reject(new LabError('endless', text));
  }

  /** Lab time is about to go on: what crossed until now is told, if its message is not whole. */
  beforeJump(): void {
    this.#network.tellUnderWay();
  }

  /** What the faults would have done that were injected, not taken back, and never fired: a sentence each. */
  get neverFired(): readonly string[] {
    return this.#network.neverFired;
  }

  /** The story is over: what is still under way is told as unfinished. */
  conclude(): void {
    this.#network.conclude();
  }

  /** Whether every check so far came out as its variant predicts. */
  get asPredicted(): boolean {
    return [...this.#made].every(([id, holds]) => holds === (this.#prediction(id) === 'holds'));
  }

  /** @throws LabError if a declared check was never made. */
  assertEveryCheckMade(): void {
    const missing = Object.keys(this.#parts.scenario.checks).filter((id) => !this.#made.has(id));
    if (missing.length > 0) {
      throw new LabError('checks-incomplete', `the scenario never made ${missing.join(', ')}`);
    }
  }

  /**
   * All is still, nothing is due, and yet the story is not over. Says whether things move again after
   * a moment of real time; if not, the story waits in vain and `perform` rejects.
   */
  async standstill(): Promise<boolean> {
    const { clock, stillness } = this.#parts;
    const before = stillness.state();
    for (let waitedMs = 0; waitedMs < GRACE_MS; waitedMs += LOOK_MS) {
      await realTime(LOOK_MS);
      if (clock.isDue || stillness.state() !== before) return true;
    }
    const text = `the scenario waits ${this.#place} for something that cannot come`;
    this.#failed.reject(new LabError('standstill', text));
    return false;
  }

  #prediction(id: string): 'holds' | 'breaks' {
    const { scenario, variantName } = this.#parts;
    const variant = scenario.variants[variantName];
    return variant?.kind === 'naive' && variant.breaks.includes(id) ? 'breaks' : 'holds';
  }

  #lab(): Lab {
    const { variantName, params, clock, random, recorder } = this.#parts;
    const network = this.#network;
    return {
      get authority() {
        return network.authority;
      },
      variant: variantName,
      params,
      clock,
      random: random.fork('scenario'),
      ids: seededIds(random.fork('ids')),
      wire: recorder.wire,
      serve: (name, recipe, options) => network.serve(name, recipe, options),
      client: () => network.connections('client').fetch,
      party: (name) => network.party(name),
      connections: (party, options) => network.connections(party, options),
      browser: (name) => network.browser(name),
      step: (id, title, body, options) => this.#playStep(id, title, body, options),
      note: (text) => recorder.record({ type: 'note', text }),
      check: (id, actual, expected, about) => this.#check(id, actual, expected, about),
      together: (tasks) => Promise.all(tasks.map((task) => clock.sleep(0).then(task))),
      untilQuiet: () => this.#parts.whenQuiet(),
      use: (resource) => this.#use(resource),
      temporaryFolder: async () => (await this.#use(openTemporaryFolder())).path,
      database: (name, database, options) => this.#database(name, database, options),
      figure: (name, value, unit) => recorder.record({ type: 'figure', name, value, unit }),
      chart: (chart) => recorder.record({ type: 'chart', ...chart }),
      table: (table) => recorder.record({ type: 'table', ...table }),
    };
  }

  #database(
    name: string,
    database: Watchable,
    { client = 'api' }: { readonly client?: string } = {},
  ): DatabaseLane {
    const { recorder } = this.#parts;
    const lane: DatabaseLane = { name };
    database.watch((statement) => {
      recorder.recordStatement(
        { type: 'query', client, database: name, ...statement },
        this.#shown.includes(lane),
      );
    });
    return lane;
  }

  async #playStep<T>(
    id: string,
    title: string,
    body: () => T | Promise<T>,
    { shows = [] }: StepOptions = {},
  ): Promise<Crossed<T>> {
    const { beforeStep, clock, recorder, stillness } = this.#parts;
    if (!WORDS.test(id) || typeof body !== 'function') {
      const text = `a step has an id in words, a title and a body, such as step('catch-up', 'Catch up', () => ...); not '${id}'`;
      throw new LabError('scenario-threw', text);
    }
    if (this.#steps.has(id)) throw new LabError('scenario-threw', `there are two steps '${id}'`);
    this.#steps.add(id);
    const step = this.#steps.size;
    this.#place = `in step ${step} '${title}'`;
    if (beforeStep) await stillness.during(beforeStep(step, title, id));
    recorder.record({ type: 'step', step, id, title });
    this.#shown = shows;
    const mark = recorder.wire.mark();
    const result = await body();
    // Whatever the step set off belongs to it: the next one begins when all is still.
    await clock.settle();
    this.#shown = [];
    this.#place = `after step ${step} '${title}'`;
    return { result, ...recorder.wire.since(mark) };
  }

  #check(
    id: string,
    actual: unknown,
    expected: unknown,
    about: readonly (Seen<Message> | undefined)[] = [],
  ): void {
    const { scenario, recorder } = this.#parts;
    const promised = Object.hasOwn(scenario.checks, id) ? scenario.checks[id] : undefined;
    if (promised === undefined || this.#made.has(id)) {
      const why = promised === undefined ? 'is not declared' : 'was made twice';
      throw new LabError('checks-incomplete', `the check '${id}' ${why}`);
    }
    const wanted = expectation(expected);
    const holds = wanted.holds(actual);
    this.#made.set(id, holds);
    recorder.record({
      type: 'check',
      id,
      promise: promiseSentence(promised),
      strength: promised.strength,
      source: cite(promised.source),
      holds,
      predicted: this.#prediction(id),
      actual: show(actual),
      expected: wanted.text,
      ...(about.length > 0 && { about: about.flatMap(placeOf) }),
    });
  }

  async #use<T extends Closable>(resource: T | Promise<T>): Promise<T> {
    const { cleanup, stillness } = this.#parts;
    const opening = Promise.resolve(resource).then((opened) => cleanup.add(opened));
    const limit = deferred<never>();
    const tooLate = setRealTimeout(() => {
      const text = `the scenario waits ${this.#place} for a resource that does not open`;
      limit.reject(new LabError('standstill', text));
    }, OPENING_MS);
    return stillness
      .during(Promise.race([opening, limit.promise]))
      .finally(() => clearRealTimeout(tooLate));
  }
}
