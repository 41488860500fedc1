import type { Fault, FaultScope, Given } from './fault.ts';
import { faultKindNames, readFault } from './registry.ts';

/** A fault that was typed or saved cannot be read. The message is one line and names the field. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly code: 'not-a-fault' | 'unknown-kind' | 'unknown-field' | 'missing-field' | 'bad-value';

  constructor(code: FaultError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads a fault from outside, such as parsed JSON; fills in defaults. Throws a `FaultError`. */
export function parseFault(from: unknown): Fault {
  if (typeof from !== 'object' || from === null || Array.isArray(from)) {
    throw new FaultError('not-a-fault', 'a fault is an object with a kind');
  }
  const fields = new Map<string, unknown>(Object.entries(from));
  const kind = fields.get('kind');
  const read = new Set(['kind']);
  const fault = typeof kind === 'string' ? readFault(kind, given(kind, fields, read)) : undefined;
  if (fault === undefined) {
    const kinds = faultKindNames.join(', ');
    throw new FaultError('unknown-kind', `kind must be one of ${kinds}, not ${show(kind)}`);
  }
  for (const name of fields.keys()) {
    if (read.has(name)) continue;
    const known = [...read].join(', ');
    throw new FaultError('unknown-field', `${kind} has no field ${show(name)}, only ${known}`);
  }
  return fault;
}

function given(kind: string, fields: ReadonlyMap<string, unknown>, read: Set<string>): Given {
  const take = (name: string): unknown => {
    read.add(name);
    return fields.get(name);
  };
  const integer: Given['integer'] = (name, { min, max, fallback }) => {
    const written = take(name);
    const value = written === undefined ? fallback : written;
    if (value === undefined) throw missing(kind, name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      return value;
    }
    const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
    throw bad(kind, name, `a whole number, ${range}`, value);
  };
  const word: Given['word'] = (name, words, fallback) => {
    const written = take(name);
    const value = written === undefined ? fallback : written;
    if (value === undefined) throw missing(kind, name);
    const found = words.find((each) => each === value);
    if (found === undefined) throw bad(kind, name, words.join(' or '), value);
    return found;
  };
  const scope = (): FaultScope => {
    const most = { min: 1, max: Number.MAX_SAFE_INTEGER };
    const connection = take('connection') === undefined ? undefined : integer('connection', most);
    const times = take('times');
    if (times === undefined) return { ...(connection && { connection }) };
    if (times === 'always') return { ...(connection && { connection }), times };
    if (typeof times !== 'number')
      throw bad(kind, 'times', 'always or a whole number, 1 or more', times);
    return { ...(connection && { connection }), times: integer('times', most) };
  };
  return { integer, word, scope };
}

function missing(kind: string, name: string): FaultError {
  return new FaultError('missing-field', `${kind} needs ${name}`);
}

function bad(kind: string, name: string, wanted: string, value: unknown): FaultError {
  return new FaultError('bad-value', `${name} of ${kind} must be ${wanted}, not ${show(value)}`);
}

/** JSON, cut short: what comes from outside may be long and is shown on one line. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
