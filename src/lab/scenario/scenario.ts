import type { Lab } from './lab.ts';
import type { Parameter, ParameterValues } from './parameters.ts';
import type { Promised, PromiseSource } from './promise.ts';

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
  /** One line, what the pattern does. */
  readonly title: string;
  /** One sentence, what must hold. */
  readonly claim: string;
  /** Where the pattern is standardised: documents of `standards.yaml` with their sections. Absent if no standard exists. */
  readonly standard?: PromiseSource | readonly PromiseSource[];
  /** The cases of the catalogue that it shows; a scenario of one's own shows none. */
  readonly covers?: readonly string[];
  /** Names of header fields, lower case, that the story is about; they are never folded away. */
  readonly focus?: readonly string[];
  readonly params?: Params;
  /** The first one is played by default; it is a correct one. */
  readonly variants: Readonly<Record<Name, Variant<NoInfer<Check>>>>;
  /** Promises by an id in words, such as `once-in-order`. Each variant makes every check. */
  readonly checks: Readonly<Record<Check, Promised>>;
  /**
   * True if a library takes its time from the process, not from a clock that it is given: then
   * `setTimeout`, `setInterval` and `Date.now` follow the lab's clock while the scenario plays.
   */
  readonly takesOverTime?: boolean;
  /** True while it is being written: a draft is played by its id, and hidden everywhere else. */
  readonly draft?: boolean;
  /**
   * Tells the story. One that would go on for ever fails, with the step and what repeats: after 2,000
   * times the same in one step, 20,000 events, 50,000 waits, 10,000 timers at one lab time, 500 open
   * connections, or two years of lab time. All but the last are five times as high if an integer
   * parameter is above its default.
   */
  play(lab: Lab<Name, ParameterValues<Params>, Check>): Promise<void>;
}

/** What `defineScenario` makes, before the lab names it by the place where it lies. */
export interface DefinedScenario {
  readonly title: string;
  readonly claim: string;
  readonly standard: readonly PromiseSource[];
  readonly covers: readonly string[];
  readonly focus: readonly string[];
  readonly params: Readonly<Record<string, Parameter>>;
  readonly variants: Readonly<Record<string, Variant>>;
  readonly checks: Readonly<Record<string, Promised>>;
  readonly takesOverTime: boolean;
  readonly draft: boolean;
  play(lab: Lab): Promise<void>;
}

/** A scenario as the lab knows it, whatever its variants and parameters are called. */
export interface Scenario extends DefinedScenario {
  /** Its group and folder, such as `sse-replay`; of one's own, the name of its file. */
  readonly id: string;
}

/** A scenario breaks rules of its contract; the message names all of them, a line each. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code = 'bad-scenario';
  /** What is wrong, a sentence each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
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
 *   title: 'Say hello',
 *   claim: 'Whoever greets is answered.',
 *   variants: {
 *     polite: correct('The server answers.'),
 *     rude: naive('The server has nothing to say.', ['answered']),
 *   },
 *   checks: { answered: must('answer a greeting with 200', 'lab') },
 *   async play(lab) {
 *     const status = lab.variant === 'polite' ? 200 : 204;
 *     const api = await lab.serve('api', { fetch: () => new Response(null, { status }) });
 *     const fetch = lab.client();
 *     const { answers } = await lab.step('greet', 'Greet', () => fetch(api.url));
 *     lab.check('answered', answers[0]?.status, 200);
 *   },
 * });
 *
 * @throws ScenarioError if the definition contradicts itself, with everything that is wrong.
 */
export function defineScenario<
  const Name extends string,
  const Check extends string,
  const Params extends Readonly<Record<string, Parameter>> = Record<never, Parameter>,
>(definition: ScenarioDefinition<Name, Params, Check>): DefinedScenario {
  const problems = problemsOf(definition);
  if (problems.length > 0) throw new ScenarioError(problems);
  const { standard = [] } = definition;
  const scenario: DefinedScenario = {
    covers: [],
    focus: [],
    params: {},
    takesOverTime: false,
    draft: false,
    ...definition,
    standard: typeof standard === 'string' ? [standard] : standard,
    // The runner hands over the names and values that this very definition declares.
    play: (lab) => definition.play(lab as never),
  };
  defined.add(scenario);
  return scenario;
}

/** What was made with `defineScenario`. */
const defined = new WeakSet<object>();

/** Whether a value was made with `defineScenario`. */
export function isScenario(value: unknown): value is DefinedScenario {
  return typeof value === 'object' && value !== null && defined.has(value);
}

/** Gives a scenario its id. */
export function withId(scenario: DefinedScenario, id: string): Scenario {
  return { ...scenario, id };
}

/** What a definition must have, and of which type: a scenario in JavaScript has no compiler to say so. */
const NEEDED = {
  title: 'string',
  claim: 'string',
  variants: 'object',
  checks: 'object',
  play: 'function',
} as const;

/** Names of checks, steps and variants: words, for they are typed and referred to. */
export const WORDS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Everything that is wrong with a definition, a sentence each; `unknown` members, for it may be JavaScript. */
function problemsOf(definition: object): readonly string[] {
  const lacking = Object.entries(NEEDED).flatMap(([name, type]) => {
    const value: unknown = Reflect.get(definition, name);
    if (typeof value === type && value !== null) return [];
    return [`a scenario needs '${name}', ${type === 'object' ? 'an' : 'a'} ${type}`];
  });
  const checks = membersOf(Reflect.get(definition, 'checks'));
  const variants = membersOf(Reflect.get(definition, 'variants'));
  return [
    ...lacking,
    ...Object.entries(checks).flatMap(([id, check]) => checkProblems(id, check)),
    ...variantProblems(variants, Object.keys(checks)),
  ];
}

function checkProblems(id: string, check: unknown): readonly string[] {
  const { strength, text, source } = membersOf(check);
  const problems: string[] = [];
  if (!WORDS.test(id))
    problems.push(`the check '${id}' is not named in words, such as 'once-in-order'`);
  if (typeof strength !== 'string' || typeof text !== 'string' || typeof source !== 'string') {
    problems.push(`the check '${id}' needs a promise made with must, should or may`);
  }
  return problems;
}

function variantProblems(
  variants: Readonly<Record<string, unknown>>,
  checks: readonly string[],
): readonly string[] {
  const problems: string[] = [];
  const [first] = Object.entries(variants);
  if (first !== undefined && membersOf(first[1]).kind !== 'correct') {
    problems.push(
      `the first variant, '${first[0]}', must be a correct one: it is played by default`,
    );
  }
  for (const [name, variant] of Object.entries(variants)) {
    const { kind, breaks } = membersOf(variant);
    if (!WORDS.test(name)) problems.push(`the variant '${name}' is not named in words`);
    if (kind === 'correct') continue;
    if (kind !== 'naive' || !Array.isArray(breaks)) {
      problems.push(`the variant '${name}' must be made with correct or naive`);
      continue;
    }
    if (breaks.length === 0) {
      problems.push(`the naive variant '${name}' must name the checks it breaks`);
    }
    for (const id of breaks) {
      if (!checks.includes(id))
        problems.push(`the variant '${name}' breaks '${id}', which is no check`);
    }
  }
  return problems;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
