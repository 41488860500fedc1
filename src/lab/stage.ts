import { clearTimeout as clearRealTimeout, setTimeout as setRealTimeout } from 'node:timers';
import { setTimeout as realTime } from 'node:timers/promises';
import { openTap } from '../tap/index.ts';
import { dissectConnection, type Known } from '../wire/connection.ts';
import type { Cleanup } from './cleanup.ts';
import { httpClient } from './client.ts';
import { type Deferred, deferred } from './deferred.ts';
import { expectation, show } from './expect.ts';
import { seededIds } from './ids.ts';
import type { Closable, Lab, Route, Served, ServeOptions, ServerRecipe, Statement } from './lab.ts';
import type { LabClock } from './lab-clock.ts';
import { LabError } from './lab-error.ts';
import type { ParameterValue } from './parameters.ts';
import type { Random } from './random.ts';
import type { Recorder } from './recorder.ts';
import type { Scenario } from './scenario.ts';
import { LOOPBACK, startServer } from './serve.ts';
import type { Stillness } from './stillness.ts';
import { openTemporaryFolder } from './temporary-folder.ts';

/** Real milliseconds that a standstill must last before it is one, and after which it is looked again. */
const GRACE_MS = 250;
const LOOK_MS = 10;
/** Real milliseconds that it may take to open a resource: no lab time passes meanwhile. */
const OPENING_MS = 10_000;

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
  readonly beforeStep?: (step: number, title: string) => Promise<void>;
}

/** Where one variant of a scenario is performed: it gives the scenario its `Lab`. */
export class Stage {
  readonly #parts: StageParts;
  readonly #made = new Map<string, boolean>();
  readonly #failed: Deferred<never> = deferred<never>();
  #connections = 0;
  #step = 0;
  #place = 'before its first step';

  constructor(parts: StageParts) {
    this.#parts = parts;
  }

  /** Plays the story. Rejects where the scenario throws, waits for what cannot come or goes on for ever. */
  perform(): Promise<void> {
    return Promise.race([this.#parts.scenario.play(this.#lab()), this.#failed.promise]);
  }

  /** Where the story is, such as `in step 2, Lose the connection`. */
  get place(): string {
    return this.#place;
  }

  /** The story would go on for ever: `perform` rejects. */
  goesOnTooFar(by: string): void {
    const text = `the scenario goes on for ever ${this.#place}: ${by}`;
    this.#failed.reject(new LabError('endless', text));
  }

  /** Whether every check so far came out as its variant predicts. */
  get asPredicted(): boolean {
    return [...this.#made].every(([id, holds]) => holds === (this.#prediction(id) === 'holds'));
  }

  /** @throws LabError where a declared check was never made. */
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
    return {
      variant: variantName,
      params,
      clock,
      random: random.fork('scenario'),
      ids: seededIds(random.fork('ids')),
      wire: recorder.wire,
      serve: (name, recipe, options) => this.#serve(name, recipe, options),
      client: () => this.#client(),
      step: (title, body) => this.#playStep(title, body),
      note: (text) => recorder.record({ type: 'note', text }),
      check: (id, actual, expected) => this.#check(id, actual, expected),
      together: (tasks) => Promise.all(tasks.map((task) => clock.sleep(0).then(task))),
      untilQuiet: () => this.#parts.whenQuiet(),
      use: (resource) => this.#use(resource),
      temporaryFolder: async () => (await this.#use(openTemporaryFolder())).path,
      statements: (client, database) => (statement: Statement) =>
        recorder.record({ type: 'query', client, database, ...statement }),
      figure: (name, value, unit) => recorder.record({ type: 'figure', name, value, unit }),
      chart: (chart) => recorder.record({ type: 'chart', ...chart }),
      table: (table) => recorder.record({ type: 'table', ...table }),
    };
  }

  async #serve(
    name: string,
    recipe: ServerRecipe,
    { client = 'client', ...known }: ServeOptions = {},
  ): Promise<Served> {
    const server = await this.#use(startServer(recipe));
    const reachedBy = (party: string) => this.#route(party, name, server.port, known);
    return { name, reachedBy, ...(await reachedBy(client)) };
  }

  async #route(client: string, server: string, port: number, known: Known): Promise<Route> {
    const { clock, random, recorder } = this.#parts;
    const tap = await this.#use(
      openTap({
        client,
        server,
        dissect: () => dissectConnection(known),
        upstream: { host: LOOPBACK, port },
        surroundings: {
          clock,
          random: random.fork(`tap ${client} ${server}`),
          settled: () => clock.sleep(0),
        },
        nextConnection: () => ++this.#connections,
        onEvent: (event) => recorder.recordTap(event),
      }),
    );
    return { url: tap.url, tap };
  }

  #client(): typeof fetch {
    const { cleanup, stillness } = this.#parts;
    return cleanup.add(httpClient((work) => stillness.during(work))).fetch;
  }

  async #playStep<T>(title: string, body: () => T | Promise<T>): Promise<T> {
    const { beforeStep, clock, recorder, stillness } = this.#parts;
    const step = ++this.#step;
    this.#place = `in step ${step}, ${title}`;
    if (beforeStep) await stillness.during(beforeStep(step, title));
    recorder.record({ type: 'step', step, title });
    const result = await body();
    // Whatever the step set off belongs to it: the next one begins when all is still.
    await clock.settle();
    return result;
  }

  #check(id: string, actual: unknown, expected: unknown): void {
    const { scenario, recorder } = this.#parts;
    const promise = Object.hasOwn(scenario.checks, id) ? scenario.checks[id] : undefined;
    if (promise === undefined || this.#made.has(id)) {
      const why = promise === undefined ? 'is not declared' : 'was made twice';
      throw new LabError('checks-incomplete', `check ${id} ${why}`);
    }
    const wanted = expectation(expected);
    const holds = wanted.holds(actual);
    this.#made.set(id, holds);
    recorder.record({
      type: 'check',
      id,
      promise,
      holds,
      predicted: this.#prediction(id),
      actual: show(actual),
      expected: wanted.text,
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
