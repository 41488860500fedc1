import { cite } from '../../knowledge/citation.ts';
import { shifted } from '../shift.ts';
import type { Node } from '../types.ts';
import {
  byte,
  isDigit,
  type Misfit,
  pastLiteral,
  pastNumber,
  pastSpace,
  pastString,
} from './json-lexeme.ts';
import { type Container, JsonTree } from './json-tree.ts';
import { jsonProblems } from './problems.ts';

const literals = ['true', 'false', 'null'] as const;

/** What a JSON text says. */
export interface JsonReading {
  /**
   * The outermost value and what stands beside it, in order of the bytes: `json.bom`; the value;
   * `json.malformed` from the first byte that does not belong, or `json.rest` if the bytes are
   * only the beginning.
   *
   * Values are `json.object`, `json.array`, `json.string` (its value decoded), `json.number`,
   * `json.boolean` and `json.null`. An object's children are `json.member`s with a name, and
   * theirs the `json.name` and the value.
   */
  readonly nodes: readonly Node[];
  /** The outermost value, if there is one; as far as it was read, if it breaks off. */
  readonly root?: Node;
  /**
   * `whole`: JSON from first byte to last; `cut`: JSON as far as its bytes were kept; `malformed`:
   * not JSON. A byte order mark is passed over, RFC 8259 §8.1.
   */
  readonly outcome: 'whole' | 'cut' | 'malformed';
  /** True if any node has a problem. */
  readonly flawed: boolean;
}

/** What comes next in the text, in the words in which a problem says it. */
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name or }'
  | 'a name'
  | 'a colon'
  | 'a comma or ]'
  | 'a comma or }'
  | 'nothing';

/**
 * Reads JSON (RFC 8259) with the byte range of every part. Never throws, and uses no stack: nesting
 * may be as deep as the text is long. `text` is `bytes` as UTF-8; `cut` says that `bytes` are only
 * the beginning; `base` is where they begin in what the ranges count.
 */
export function readJson(bytes: Uint8Array, text: string, cut: boolean, base = 0): JsonReading {
  const nodes: Node[] = [];
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (hasBom) {
    nodes.push({ kind: 'json.bom', start: base, end: base + 3, problem: jsonProblems.bom });
  }
  const tree = new JsonTree(bytes, text, base);
  const reader = new JsonReader(bytes, tree, cut);
  const misfit = reader.read(hasBom ? 3 : 0);
  const { root } = tree;
  if (root !== undefined) nodes.push(root);
  let outcome: JsonReading['outcome'] = 'whole';
  if (misfit !== undefined) {
    const isCut = cut && misfit.at >= bytes.length;
    outcome = isCut ? 'cut' : 'malformed';
    nodes.push(shifted(isCut ? rest(bytes) : malformed(bytes, misfit), base));
  }
  const flawed = tree.flawed || hasBom || misfit !== undefined;
  return root === undefined ? { nodes, outcome, flawed } : { nodes, root, outcome, flawed };
}

class JsonReader {
  readonly #bytes: Uint8Array;
  readonly #tree: JsonTree;
  readonly #cut: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, tree: JsonTree, cut: boolean) {
    this.#bytes = bytes;
    this.#tree = tree;
    this.#cut = cut;
  }

  /** Reads from offset `from` to the end; gives the first byte that does not belong. */
  read(from: number): Misfit | undefined {
    this.#at = from;
    let expected: Expected = 'a value';
    while (true) {
      this.#at = pastSpace(this.#bytes, this.#at);
      const next = this.#bytes[this.#at];
      if (next === undefined && expected === 'nothing') return undefined;
      const then: Expected | Misfit | undefined =
        next === undefined ? undefined : this.#step(expected, next);
      if (typeof then !== 'string') {
        const misfit = then ?? { at: this.#at, expected };
        this.#tree.breakOff(misfit.at);
        return misfit;
      }
      expected = then;
    }
  }

  /** Reads the part that begins with `next`; gives what comes after it, nothing if it does not belong. */
  #step(expected: Expected, next: number): Expected | Misfit | undefined {
    switch (expected) {
      case 'a value or ]':
        return next === byte.rightBracket ? this.#close() : this.#value(next);
      case 'a value':
        return this.#value(next);
      case 'a name or }':
        return next === byte.rightBrace ? this.#close() : this.#name(next);
      case 'a name':
        return this.#name(next);
      case 'a colon':
        return this.#mark(next === byte.colon, 'a value');
      case 'a comma or ]':
        return next === byte.rightBracket
          ? this.#close()
          : this.#mark(next === byte.comma, 'a value');
      case 'a comma or }':
        return next === byte.rightBrace ? this.#close() : this.#mark(next === byte.comma, 'a name');
      case 'nothing':
        return undefined;
    }
  }

  #mark(belongs: boolean, then: Expected): Expected | undefined {
    if (!belongs) return undefined;
    this.#at++;
    return then;
  }

  #name(first: number): Expected | Misfit | undefined {
    if (first !== byte.quote) return undefined;
    const end = pastString(this.#bytes, this.#at);
    if (typeof end !== 'number') return end;
    this.#tree.name(this.#at, end);
    this.#at = end;
    return this.#passes(byte.colon) ? 'a value' : 'a colon';
  }

  #value(first: number): Expected | Misfit | undefined {
    if (first === byte.leftBrace) return this.#open('json.object', 'a name or }');
    if (first === byte.leftBracket) return this.#open('json.array', 'a value or ]');
    const end = this.#scalar(first, this.#at);
    if (typeof end !== 'number') return end;
    this.#at = end;
    return this.#afterValue();
  }

  #scalar(first: number, start: number): number | Misfit | undefined {
    if (first === byte.quote) {
      const end = pastString(this.#bytes, start);
      if (typeof end === 'number') this.#tree.string(start, end);
      return end;
    }
    if (first === byte.minus || isDigit(first)) {
      const end = pastNumber(this.#bytes, start);
      // If the bytes are cut, the number may have more digits than came.
      if (this.#cut && end === this.#bytes.length) return { at: end, expected: 'a digit' };
      if (typeof end === 'number') this.#tree.number(start, end);
      return end;
    }
    const literal = literals.find((name) => name.charCodeAt(0) === first);
    if (literal === undefined) return undefined;
    const end = pastLiteral(this.#bytes, start, literal);
    if (typeof end === 'number') this.#tree.literal(start, end, literal);
    return end;
  }

  #open(kind: Container, then: Expected): Expected {
    this.#tree.open(kind, this.#at);
    this.#at++;
    return then;
  }

  #close(): Expected {
    this.#at++;
    this.#tree.close(this.#at);
    return this.#afterValue();
  }

  #afterValue(): Expected {
    const container = this.#tree.innermost;
    if (container === undefined) return 'nothing';
    const comma = this.#passes(byte.comma);
    if (container === 'json.object') return comma ? 'a name' : 'a comma or }';
    return comma ? 'a value' : 'a comma or ]';
  }

  /** Goes past a mark that stands right here, which saves a step; white space before it costs one. */
  #passes(mark: number): boolean {
    if (this.#bytes[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }
}

function rest({ length }: Uint8Array): Node {
  return { kind: 'json.rest', start: length, end: length, problem: jsonProblems.cut };
}

function malformed({ length }: Uint8Array, { at, expected }: Misfit): Node {
  const start = Math.min(at, length);
  let text = `JSON goes on with ${expected} here; this byte does not belong.`;
  if (start === length) text = `The content ends here; JSON goes on with ${expected}.`;
  else if (expected === 'nothing') text = 'The JSON text is over; this byte does not belong to it.';
  const problem = { code: 'json-malformed', text, source: cite('rfc8259 §2') };
  return { kind: 'json.malformed', start, end: length, problem };
}
