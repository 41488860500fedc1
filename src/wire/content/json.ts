import type { Node, Problem } from '../types.ts';
import { jsonProblems } from './problems.ts';

/** Levels of nesting that become nodes. */
const MAX_DEPTH = 64;
/** Nodes of one JSON text. */
const MAX_NODES = 20_000;
/** Nodes of one member of the outermost value, so that a large one does not hide those after it. */
const MAX_BRANCH_NODES = 5_000;

const MAX_EXACT_DIGITS = 15;

const byte = {
  tab: 0x09,
  lf: 0x0a,
  cr: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  leftBracket: 0x5b,
  backslash: 0x5c,
  rightBracket: 0x5d,
  u: 0x75,
  leftBrace: 0x7b,
  rightBrace: 0x7d,
} as const;

const escapable = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));

const literals = [
  { text: 'true', kind: 'json.boolean' },
  { text: 'false', kind: 'json.boolean' },
  { text: 'null', kind: 'json.null' },
] as const;

/** What a JSON text says. */
export interface JsonReading {
  /**
   * The outermost value and what stands beside it, in order of the bytes: `json.bom`, then the
   * value, then `json.malformed` from the first byte that does not belong.
   *
   * Values are `json.object`, `json.array`, `json.string` (its value decoded), `json.number`,
   * `json.boolean` and `json.null`. An object's children are `json.member`s with a name, and
   * theirs the `json.name` and the value.
   */
  readonly nodes: readonly Node[];
  /** The outermost value; where the text is malformed, as far as it was read. */
  readonly root?: Node;
  /** True where the text is JSON per RFC 8259, from its first byte to its last. */
  readonly valid: boolean;
}

/** An object or array that is being read and becomes a node. */
interface Frame {
  readonly kind: 'json.object' | 'json.array';
  readonly start: number;
  readonly children: Node[];
  readonly names: Set<string>;
  /** The name of the member whose value comes next. */
  name: Node | undefined;
  problem: Problem | undefined;
}

/** A level of nesting; those past the caps are only remembered by what closes them. */
type Level = Frame | 'json.object' | 'json.array';

type Expected =
  | 'value'
  | 'value or ]'
  | 'name or }'
  | 'name'
  | 'colon'
  | 'comma or ]'
  | 'comma or }'
  | 'the end';

/**
 * Reads JSON per RFC 8259 with the byte range of every part. Never throws. `text` is `bytes` as
 * UTF-8; `cut` says that `bytes` are only the beginning.
 */
export function readJson(bytes: Uint8Array, text: string, cut: boolean): JsonReading {
  return new JsonReader(bytes, text, cut).read();
}

class JsonReader {
  readonly #bytes: Uint8Array;
  readonly #text: string;
  readonly #cut: boolean;
  /** Every byte is one character of the text, so that ranges of one are ranges of the other. */
  readonly #ascii: boolean;
  readonly #levels: Level[] = [];
  #root: Node | undefined;
  #at = 0;
  #nodes = 0;
  #branchNodes = 0;

  constructor(bytes: Uint8Array, text: string, cut: boolean) {
    this.#bytes = bytes;
    this.#text = text;
    this.#cut = cut;
    this.#ascii = text.length === bytes.length;
  }

  read(): JsonReading {
    const nodes: Node[] = [];
    if (this.#bytes[0] === 0xef && this.#bytes[1] === 0xbb && this.#bytes[2] === 0xbf) {
      this.#at = 3;
      nodes.push({ kind: 'json.bom', start: 0, end: 3, problem: jsonProblems.bom });
    }
    const failure = this.#readAll();
    if (failure !== undefined) this.#closeAll();
    if (this.#root !== undefined) nodes.push(this.#root);
    if (failure !== undefined) nodes.push(failure);
    const valid = failure === undefined && nodes.length === 1;
    return this.#root === undefined ? { nodes, valid } : { nodes, root: this.#root, valid };
  }

  /** Reads to the end; gives the node of the first byte that does not belong. */
  #readAll(): Node | undefined {
    let expected: Expected = 'value';
    while (true) {
      this.#skipSpace();
      const next = this.#bytes[this.#at];
      if (next === undefined) return expected === 'the end' ? undefined : this.#malformed(expected);
      const then = this.#step(expected, next);
      if (typeof then !== 'string') return then ?? this.#malformed(expected);
      expected = then;
    }
  }

  /** Reads the next part; gives what is expected after it, or nothing where it does not belong. */
  #step(expected: Expected, next: number): Expected | Node | undefined {
    switch (expected) {
      case 'value or ]':
        if (next === byte.rightBracket) return this.#close();
        return this.#value(next);
      case 'value':
        return this.#value(next);
      case 'name or }':
        if (next === byte.rightBrace) return this.#close();
        return this.#name(next);
      case 'name':
        return this.#name(next);
      case 'colon':
        return this.#skip(next === byte.colon, 'value');
      case 'comma or ]':
        if (next === byte.rightBracket) return this.#close();
        return this.#skip(next === byte.comma, 'value');
      case 'comma or }':
        if (next === byte.rightBrace) return this.#close();
        return this.#skip(next === byte.comma, 'name');
      case 'the end':
        return undefined;
    }
  }

  #skip(belongs: boolean, then: Expected): Expected | undefined {
    if (!belongs) return undefined;
    this.#at++;
    return then;
  }

  #skipSpace(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (true) {
      const next = bytes[at];
      const isSpace =
        next === byte.space || next === byte.lf || next === byte.cr || next === byte.tab;
      if (!isSpace) break;
      at++;
    }
    this.#at = at;
  }

  #value(first: number): Expected | Node | undefined {
    if (first === byte.leftBrace) return this.#open('json.object', 'name or }');
    if (first === byte.leftBracket) return this.#open('json.array', 'value or ]');
    const start = this.#at;
    if (first === byte.quote) {
      const bad = this.#passString();
      if (bad !== undefined) return bad;
      if (this.#isShown()) this.#attach(this.#string('json.string', start));
      return this.#afterValue();
    }
    if (first === byte.minus || isDigit(first)) {
      const bad = this.#passNumber();
      if (bad !== undefined) return bad;
      if (this.#isShown()) this.#attach(this.#number(start));
      return this.#afterValue();
    }
    for (const { text, kind } of literals) {
      if (text.charCodeAt(0) !== first) continue;
      for (let i = 1; i < text.length; i++) {
        if (this.#bytes[start + i] !== text.charCodeAt(i)) {
          this.#at = start + i;
          return this.#malformed(text);
        }
      }
      this.#at = start + text.length;
      if (this.#isShown()) this.#attach({ kind, start, end: this.#at, value: text });
      return this.#afterValue();
    }
    return undefined;
  }

  #name(first: number): Expected | Node | undefined {
    if (first !== byte.quote) return undefined;
    const start = this.#at;
    const bad = this.#passString();
    if (bad !== undefined) return bad;
    const frame = this.#levels.at(-1);
    if (frame !== undefined && typeof frame === 'object') {
      if (this.#levels.length === 1) this.#branchNodes = 0;
      frame.name = this.#mayGrow(frame) ? this.#string('json.name', start) : undefined;
    }
    return 'colon';
  }

  #open(kind: Frame['kind'], then: Expected): Expected {
    if (this.#levels.length === 1 && kindOf(this.#levels[0]) === 'json.array')
      this.#branchNodes = 0;
    const frame: Frame = {
      kind,
      start: this.#at,
      children: [],
      names: new Set(),
      name: undefined,
      problem: undefined,
    };
    this.#levels.push(this.#isShown() ? frame : kind);
    this.#at++;
    return then;
  }

  #close(): Expected {
    this.#at++;
    this.#closeLevel();
    return this.#afterValue();
  }

  /** What comes after a value, now that it is complete. */
  #afterValue(): Expected {
    const kind = kindOf(this.#levels.at(-1));
    if (kind === undefined) return 'the end';
    return kind === 'json.object' ? 'comma or }' : 'comma or ]';
  }

  #closeLevel(): void {
    const level = this.#levels.pop();
    if (level === undefined || typeof level === 'string') return;
    const { kind, start, children, problem } = level;
    const node = { kind, start, end: this.#at, children };
    this.#attach(problem === undefined ? node : { ...node, problem });
  }

  /** Closes what is open where the text breaks off, so that what was read is shown. */
  #closeAll(): void {
    while (this.#levels.length > 0) this.#closeLevel();
  }

  /** Whether the value that begins here becomes a node. */
  #isShown(): boolean {
    const level = this.#levels.at(-1);
    if (level === undefined) return true;
    if (typeof level === 'string') return false;
    if (level.kind === 'json.object') return level.name !== undefined;
    return this.#mayGrow(level);
  }

  /** Whether the caps allow another child; where they do not, the parent says so. */
  #mayGrow(parent: Frame): boolean {
    if (this.#levels.length > MAX_DEPTH) {
      parent.problem = jsonProblems.tooDeep;
      return false;
    }
    if (this.#nodes >= MAX_NODES || this.#branchNodes >= MAX_BRANCH_NODES) {
      parent.problem = jsonProblems.tooMany;
      return false;
    }
    return true;
  }

  #attach(node: Node): void {
    this.#nodes++;
    this.#branchNodes++;
    const parent = this.#levels.at(-1);
    if (parent === undefined) this.#root = node;
    else if (typeof parent === 'string') return;
    else if (parent.kind === 'json.array') parent.children.push(node);
    else if (parent.name !== undefined) {
      parent.children.push(member(parent.name, node, parent.names));
      this.#nodes += 2;
      this.#branchNodes += 2;
      parent.name = undefined;
    }
  }

  #string(kind: 'json.string' | 'json.name', start: number): Node {
    const end = this.#at;
    const { text, invalid } = this.#slice(start, end);
    const node = {
      kind,
      start,
      end,
      value: text.includes('\\') ? unescaped(text) : text.slice(1, -1),
    };
    return invalid ? { ...node, problem: jsonProblems.invalidUtf8 } : node;
  }

  #number(start: number): Node {
    const value = this.#slice(start, this.#at).text;
    const node = { kind: 'json.number', start, end: this.#at, value };
    const isExact =
      value.length <= MAX_EXACT_DIGITS ||
      !/^-?\d+$/.test(value) ||
      Number.isSafeInteger(Number(value));
    return isExact ? node : { ...node, problem: jsonProblems.integerNotExact };
  }

  #slice(start: number, end: number): { text: string; invalid: boolean } {
    const part = this.#bytes.subarray(start, end);
    const text = this.#ascii ? this.#text.slice(start, end) : lenientUtf8.decode(part);
    return { text, invalid: text.includes('\uFFFD') && !isUtf8(part) };
  }

  /** Goes past a string; gives the node of the byte that breaks it. */
  #passString(): Node | undefined {
    const bytes = this.#bytes;
    let at = this.#at + 1;
    while (true) {
      const next = bytes[at];
      if (next === byte.quote) {
        this.#at = at + 1;
        return undefined;
      }
      if (next === byte.backslash) {
        at++;
        const escaped = bytes[at];
        if (escaped === byte.u) {
          for (let i = 1; i <= 4; i++) {
            if (!isHex(bytes[at + i])) return this.#malformedAt(at + i, 'four hexadecimal digits');
          }
          at += 5;
        } else if (escaped !== undefined && escapable.has(escaped)) {
          at++;
        } else {
          return this.#malformedAt(at, 'an escape: one of " \\ / b f n r t u');
        }
      } else if (next === undefined || next < byte.space) {
        return this.#malformedAt(
          at,
          'the closing quote; control characters are escaped in a string',
        );
      } else {
        at++;
      }
    }
  }

  /** Goes past a number; gives the node of the byte that breaks it. */
  #passNumber(): Node | undefined {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] === byte.minus) at++;
    if (!isDigit(bytes[at])) return this.#malformedAt(at, 'a digit');
    if (bytes[at] === byte.zero) at++;
    else at = pastDigits(bytes, at);
    if (bytes[at] === byte.dot) {
      if (!isDigit(bytes[at + 1])) return this.#malformedAt(at + 1, 'a digit');
      at = pastDigits(bytes, at + 1);
    }
    if (((bytes[at] ?? 0) | 0x20) === 0x65) {
      at++;
      if (bytes[at] === byte.plus || bytes[at] === byte.minus) at++;
      if (!isDigit(bytes[at])) return this.#malformedAt(at, 'a digit');
      at = pastDigits(bytes, at);
    }
    this.#at = at;
    return undefined;
  }

  #malformedAt(at: number, expected: string): Node {
    this.#at = Math.min(at, this.#bytes.length);
    return this.#malformed(expected);
  }

  /** The rest of the content, from the byte that does not belong. */
  #malformed(expected: string): Node {
    const start = this.#at;
    const end = this.#bytes.length;
    if (start === end && this.#cut)
      return { kind: 'json.rest', start, end, problem: jsonProblems.cut };
    const where = start === end ? 'The content ends' : `Byte ${start} does not belong`;
    const problem = {
      code: 'json-malformed',
      text: `${where} where JSON has ${expected}.`,
      source: 'RFC 8259 §2',
    };
    return { kind: 'json.malformed', start, end, problem };
  }
}

function kindOf(level: Level | undefined): Frame['kind'] | undefined {
  return typeof level === 'object' ? level.kind : level;
}

function member(name: Node, value: Node, names: Set<string>): Node {
  const text = name.value ?? '';
  const node = {
    kind: 'json.member',
    start: name.start,
    end: value.end,
    name: text,
    children: [name, value],
  };
  if (names.has(text)) return { ...node, problem: jsonProblems.duplicateMember };
  names.add(text);
  return node;
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The value of a string that was checked to be well formed, quotes included. */
function unescaped(quoted: string): string {
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : quoted;
}

function pastDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
}

function isDigit(value: number | undefined): boolean {
  return value !== undefined && value >= byte.zero && value <= byte.nine;
}

function isHex(value: number | undefined): boolean {
  if (value === undefined) return false;
  const lower = value | 0x20;
  return isDigit(value) || (lower >= 0x61 && lower <= 0x66);
}
