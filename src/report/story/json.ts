/** A JSON object of unknown members. */
export type Members = Readonly<Record<string, unknown>>;

/** Tells an object from an array, `null` and plain values. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; `undefined` if there is none, it is not JSON, or it was cut. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The caller shows it as the text it is.
    return undefined;
  }
}

/** What is made into text at the most: more than any row, and less than what would hold up a relay. */
const MOST_CHARACTERS = 16_384;
/** Deeper values are not entered: what is sent may be nested as deep as the sender likes. */
const DEEPEST = 64;

/** JSON without its white space; any other text as it is. Both only as far as a row could show. */
export function compactJson(text: string): string {
  if (!/^\s*[[{"\d-]/.test(text)) return text.slice(0, MOST_CHARACTERS);
  const value = parseJson(text);
  return value === undefined ? text.slice(0, MOST_CHARACTERS) : jsonLine(value);
}

/** A value as JSON on one line, cut after 16,384 characters; what is nested deeper than 64 is `…`. */
export function jsonLine(value: unknown): string {
  const out = new Bounded(MOST_CHARACTERS);
  writeLine(value, 0, out);
  return out.text;
}

/**
 * A value as indented JSON, a line a member: at most so many lines, and none deeper than 64.
 *
 * @returns the lines, and whether it is all of them
 */
export function jsonLines(
  value: unknown,
  mostLines: number,
): {
  readonly lines: readonly { readonly depth: number; readonly text: string }[];
  whole: boolean;
} {
  const lines: { depth: number; text: string }[] = [];
  const whole = writeLines(value, 0, '', '', lines, mostLines);
  return { lines, whole };
}

/** Text that stops to grow at a limit. */
class Bounded {
  readonly #parts: string[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  get isFull(): boolean {
    return this.#room <= 0;
  }

  get text(): string {
    return this.#parts.join('');
  }

  add(text: string): void {
    if (this.isFull) return;
    this.#parts.push(text.length > this.#room ? `${text.slice(0, this.#room)}…` : text);
    this.#room -= text.length;
  }
}

function writeLine(value: unknown, depth: number, out: Bounded): void {
  if (out.isFull) return;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) {
    out.add(typeof value === 'object' && value !== null ? '…' : scalar(value));
    return;
  }
  const isList = Array.isArray(value);
  out.add(isList ? '[' : '{');
  let first = true;
  for (const [name, member] of entriesOf(value)) {
    if (out.isFull) return;
    if (!first) out.add(',');
    first = false;
    if (!isList) out.add(`${scalar(name)}:`);
    writeLine(member, depth + 1, out);
  }
  out.add(isList ? ']' : '}');
}

function writeLines(
  value: unknown,
  depth: number,
  before: string,
  behind: string,
  lines: { depth: number; text: string }[],
  mostLines: number,
): boolean {
  if (lines.length >= mostLines) return false;
  const add = (text: string) => lines.push({ depth, text });
  if (typeof value !== 'object' || value === null) {
    add(`${before}${scalar(value)}${behind}`);
    return true;
  }
  const [opened, closed] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (count === 0 || depth > DEEPEST) {
    add(`${before}${opened}${count === 0 ? '' : '…'}${closed}${behind}`);
    return true;
  }
  add(`${before}${opened}`);
  let place = 0;
  for (const [name, member] of entriesOf(value)) {
    const comma = ++place < count ? ',' : '';
    const label = Array.isArray(value) ? '' : `${scalar(name)}: `;
    if (!writeLines(member, depth + 1, label, comma, lines, mostLines)) return false;
  }
  add(`${closed}${behind}`);
  return true;
}

function* entriesOf(value: object): Iterable<readonly [string, unknown]> {
  if (Array.isArray(value)) for (const member of value) yield ['', member];
  else for (const name of Object.keys(value)) yield [name, Reflect.get(value, name)];
}

/** Texts are cut before they are escaped: one of megabytes is never escaped whole. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && value.length > MOST_CHARACTERS) {
    return `${JSON.stringify(value.slice(0, MOST_CHARACTERS)).slice(0, -1)}…`;
  }
  return JSON.stringify(value) ?? 'null';
}
