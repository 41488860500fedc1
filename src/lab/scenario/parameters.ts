/** A value that can be set with `--set key=value`. */
export type ParameterValue = string | number | boolean;

/** A whole number. */
export interface IntegerParameter {
  readonly type: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly about: string;
  /** True if it says how many take part: what only has to be played at all is played with `min` of them. */
  readonly isHerd?: boolean;
}

/** One of a few words. */
export interface ChoiceParameter {
  readonly type: 'choice';
  readonly default: string;
  readonly options: readonly string[];
  readonly about: string;
}

export type Parameter = IntegerParameter | ChoiceParameter;

/** The values of a set of parameters, each of its own type. */
export type ParameterValues<P extends Readonly<Record<string, Parameter>>> = {
  readonly [K in keyof P]: P[K] extends IntegerParameter ? number : string;
};

/** A whole number from `min` to `max`, both included. */
export const integer = (rule: Omit<IntegerParameter, 'type'>): IntegerParameter => ({
  type: 'integer',
  ...rule,
});

/** One of `options`. */
export const choice = (rule: Omit<ChoiceParameter, 'type'>): ChoiceParameter => ({
  type: 'choice',
  ...rule,
});

/** A parameter was given that does not exist or does not fit. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly code: 'unknown-parameter' | 'bad-value';
  /** The parameter names there are, for a suggestion. */
  readonly known: readonly string[];

  constructor(code: ParameterError['code'], message: string, known: readonly string[] = []) {
    super(message);
    this.code = code;
    this.known = known;
  }
}

/**
 * Fills in defaults and reads what was given as text.
 * @throws ParameterError with one clear line where a name is unknown or a value does not fit.
 */
export function readParameters(
  rules: Readonly<Record<string, Parameter>>,
  given: Readonly<Record<string, string>>,
): Record<string, ParameterValue> {
  const values: Record<string, ParameterValue> = {};
  for (const [name, rule] of Object.entries(rules)) values[name] = rule.default;
  for (const [name, text] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules);
      throw new ParameterError('unknown-parameter', `there is no parameter '${name}'`, known);
    }
    values[name] = readValue(name, rule, text);
  }
  return values;
}

function readValue(name: string, rule: Parameter, text: string): ParameterValue {
  if (rule.type === 'choice') {
    if (rule.options.includes(text)) return text;
    throw new ParameterError(
      'bad-value',
      `${name} is one of ${rule.options.join(', ')}, not '${text}'`,
      rule.options,
    );
  }
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < rule.min || value > rule.max) {
    throw new ParameterError(
      'bad-value',
      `${name} is a whole number from ${rule.min} to ${rule.max}, not '${text}'`,
    );
  }
  return value;
}
