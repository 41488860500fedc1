import type { Lab } from './lab.ts';
import type { Parameter, ParameterValues } from './parameters.ts';

/** A way of playing a scenario that keeps the promise. */
export interface CorrectVariant {
  readonly kind: 'correct';
  /** What it does, one sentence. */
  readonly about: string;
}

/** A way of playing that looks right and is not: it must break the checks it names. */
export interface NaiveVariant<Check extends string = string> {
  readonly kind: 'naive';
  readonly about: string;
  readonly breaks: readonly Check[];
}

export type Variant<Check extends string = string> = CorrectVariant | NaiveVariant<Check>;

/** One story about one idea: what is claimed, how it is played, what proves it. */
export interface ScenarioDefinition<
  Name extends string,
  Params extends Readonly<Record<string, Parameter>>,
  Check extends string,
> {
  /** Permanent, kebab case, such as `sse-replay`. */
  readonly id: string;
  /** One line, what the pattern does. */
  readonly title: string;
  /** One sentence, what must hold. */
  readonly claim: string;
  /** Document and section, or `no standard; common practice`. */
  readonly standard: string;
  /** The cases of the catalogue that it shows. */
  readonly covers: readonly string[];
  /** Names of header fields, lower case, that the story is about; they are never folded away. */
  readonly focus?: readonly string[];
  readonly params?: Params;
  /** The first one is played where none is named; it is a correct one. */
  readonly variants: Readonly<Record<Name, Variant<NoInfer<Check>>>>;
  /** Promises by permanent id, with RFC 2119 words. Each variant makes every check. */
  readonly checks: Readonly<Record<Check, string>>;
  /**
   * True where a library takes its time from the process, not from a clock that it is given: then
   * `setTimeout`, `setInterval` and `Date.now` follow the lab's clock while the scenario plays.
   */
  readonly takesOverTime?: boolean;
  /**
   * Tells the story. One that would go on for ever fails, with the step and what repeats: after 2,000
   * times the same in one step, 20,000 events, 50,000 waits, 10,000 timers at one lab time, 500 open
   * connections, or a year of lab time. All but the last are five times as high where an integer
   * parameter is above its default.
   */
  play(lab: Lab<Name, ParameterValues<Params>, Check>): Promise<void>;
}

/** A scenario as the lab knows it, whatever its variants and parameters are called. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly claim: string;
  readonly standard: string;
  readonly covers: readonly string[];
  readonly focus: readonly string[];
  readonly params: Readonly<Record<string, Parameter>>;
  readonly variants: Readonly<Record<string, Variant>>;
  readonly checks: Readonly<Record<string, string>>;
  readonly takesOverTime: boolean;
  play(lab: Lab): Promise<void>;
}

/** A scenario breaks a rule of its contract. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code = 'bad-scenario';
}

/** A correct variant. */
export const correct = (about: string): CorrectVariant => ({ kind: 'correct', about });

/** A naive variant, with the ids of the checks it breaks. */
export const naive = <const Check extends string>(
  about: string,
  breaks: readonly Check[],
): NaiveVariant<Check> => ({ kind: 'naive', about, breaks });

/**
 * Defines a scenario.
 *
 * @example
 * export default defineScenario({
 *   id: 'hello', title: 'Say hello', claim: 'A greeting MUST be answered.',
 *   standard: 'RFC 9110 §9.3.1', covers: [],
 *   variants: { polite: correct('The server answers.') },
 *   checks: { 'HEL-01': 'The server MUST answer 200' },
 *   async play({ serve, client, step, check, wire }) {
 *     const api = await serve('api', { fetch: () => new Response('hello') });
 *     const fetch = client();
 *     await step('Greet', () => fetch(api.url));
 *     check('HEL-01', wire.responses('api').map((response) => response.status), [200]);
 *   },
 * });
 *
 * @throws ScenarioError where the definition contradicts itself.
 */
export function defineScenario<
  const Name extends string,
  const Check extends string,
  const Params extends Readonly<Record<string, Parameter>> = Record<never, Parameter>,
>(definition: ScenarioDefinition<Name, Params, Check>): Scenario {
  assertWhole(definition);
  const variants: readonly Variant[] = Object.values(definition.variants);
  const first = variants[0];
  if (!/^[a-z][a-z0-9-]*$/.test(definition.id)) {
    throw new ScenarioError(`id '${definition.id}' is not in kebab case`);
  }
  if (first?.kind !== 'correct') {
    throw new ScenarioError(`${definition.id}: its first variant must be a correct one`);
  }
  for (const variant of variants) {
    if (variant.kind === 'correct') continue;
    if (variant.breaks.length === 0) {
      throw new ScenarioError(`${definition.id}: a naive variant must name the checks it breaks`);
    }
    const unknown = variant.breaks.find((id) => !Object.hasOwn(definition.checks, id));
    if (unknown !== undefined) {
      throw new ScenarioError(`${definition.id}: a variant breaks '${unknown}', which is no check`);
    }
  }
  const scenario: Scenario = {
    focus: [],
    params: {},
    takesOverTime: false,
    ...definition,
    // The runner hands over the names and values that this very definition declares.
    play: (lab) => definition.play(lab as never),
  };
  defined.add(scenario);
  return scenario;
}

/** What was made with `defineScenario`. */
const defined = new WeakSet<object>();

/** Whether a value was made with `defineScenario`. */
export function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && defined.has(value);
}

/** What a definition must have, and of which type: a scenario in JavaScript has no compiler to say so. */
const NEEDED = {
  id: 'string',
  title: 'string',
  claim: 'string',
  standard: 'string',
  covers: 'object',
  variants: 'object',
  checks: 'object',
  play: 'function',
} as const;

function assertWhole(definition: object): void {
  for (const [name, type] of Object.entries(NEEDED)) {
    const value: unknown = Reflect.get(definition, name);
    if (typeof value === type && value !== null) continue;
    throw new ScenarioError(
      `a scenario needs '${name}', ${type === 'object' ? 'an' : 'a'} ${type}`,
    );
  }
}
