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

/**
 * JSON without the white space between its parts, any other text as it is; both only as far as a row
 * could show. Nothing is read and written again: `2.0`, a member that stands twice and a number of
 * forty digits stay as they were sent.
 */
export function compactJson(text: string): string {
  const beginning = text.slice(0, MOST_CHARACTERS);
  if (!/^\s*[[{]/.test(beginning) || !/\s/.test(beginning)) return beginning;
  return [...lexemesOf(beginning)].filter((lexeme) => !/^\s/.test(lexeme)).join('');
}

/** A text of JSON in pieces: strings, runs of white space, single brackets and signs, and what else stands together. */
function lexemesOf(text: string): Iterable<string> {
  return text.match(/"(?:[^"\\]|\\.)*"?|\s+|[[\]{},:]|[^\s"[\]{},:]+/gs) ?? [];
}

/** A value as JSON on one line, cut after 16,384 characters; what is nested deeper than 64 is `…`. */
export function jsonLine(value: unknown): string {
  const out = new Bounded(MOST_CHARACTERS);
  writeLine(value, 0, out);
  return out.text;
}

/**
 * JSON with a line for each member, indented, its parts as they were sent: at most so many lines.
 *
 * @returns the lines, and whether it is all of them
 */
export function jsonLines(
  text: string,
  mostLines: number,
): {
  readonly lines: readonly { readonly depth: number; readonly text: string }[];
  whole: boolean;
} {
  const lines: { depth: number; text: string }[] = [];
  let depth = 0;
  let line = '';
  const breakLine = (next: number) => {
    if (line !== '') lines.push({ depth, text: line });
    line = '';
    depth = next;
  };
  for (const lexeme of lexemesOf(text)) {
    if (lines.length >= mostLines) return { lines, whole: false };
    if (/^\s/.test(lexeme)) continue;
    switch (lexeme) {
      case '{':
      case '[':
        line += lexeme;
        breakLine(depth + 1);
        break;
      case '}':
      case ']': {
        const isEmpty =
          line === '' &&
          lines.at(-1)?.depth === depth - 1 &&
          /[[{]$/.test(lines.at(-1)?.text ?? '');
        breakLine(depth - 1);
        // Nothing between its brackets: they stand together.
        line = isEmpty ? `${lines.pop()?.text ?? ''}${lexeme}` : lexeme;
        break;
      }
      case ',':
        line += lexeme;
        breakLine(depth);
        break;
      case ':':
        line += ': ';
        break;
      default:
        line += lexeme;
    }
  }
  breakLine(depth);
  return { lines, whole: true };
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
