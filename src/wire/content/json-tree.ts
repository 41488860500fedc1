import type { Node, Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { jsonProblems } from './problems.ts';

/** Levels of nesting that become nodes. */
const MAX_DEPTH = 64;
/** Nodes of one JSON text. */
const MAX_NODES = 20_000;
/** Nodes of one member of the outermost object, so that a large one does not hide those after it. */
const MAX_BRANCH_NODES = 5_000;

/** Integers of up to so many characters are exact as doubles. */
const MAX_EXACT_LENGTH = 15;

/** The kinds of value that have values in them. */
export type Container = 'json.object' | 'json.array';

/** An object or array that is being read and becomes a node. */
interface Frame {
  readonly kind: Container;
  readonly start: number;
  readonly children: Node[];
  /** The names of an object's members so far, once there are enough for a set to find them faster. */
  names: Set<string> | undefined;
  /** The name of the member whose value comes next. */
  name: Node | undefined;
  problem: Problem | undefined;
}

/** A level of nesting; those past the caps are only remembered by what closes them. */
type Level = Frame | Container;

/** Up to so many members of an object, looking at each name is faster than a set of them. */
const FEW_MEMBERS = 12;

/** The nodes of a JSON text, made from its parts as they are read, up to the caps above. */
export class JsonTree {
  readonly #bytes: Uint8Array;
  readonly #text: string;
  /** What the nodes' ranges add to offsets in the text. */
  readonly #base: number;
  /** Every byte is one character of the text, so that ranges of one are ranges of the other. */
  readonly #aligned: boolean;
  /** No string of the text has an escape. */
  readonly #plain: boolean;
  /** Some U+FFFD stands in the text, sent or for invalid bytes. */
  readonly #doubtful: boolean;
  readonly #levels: Level[] = [];
  /** The last of the levels. */
  #top: Level | undefined;
  #root: Node | undefined;
  #nodes = 0;
  #branchNodes = 0;
  #flawed = false;

  /** `text` is `bytes` decoded as UTF-8; `base` is added to the ranges of the nodes. */
  constructor(bytes: Uint8Array, text: string, base: number) {
    this.#bytes = bytes;
    this.#text = text;
    this.#base = base;
    this.#aligned = text.length === bytes.length;
    this.#plain = !text.includes('\\');
    this.#doubtful = text.includes('\uFFFD');
  }

  /** True if any node has a problem. */
  get flawed(): boolean {
    return this.#flawed;
  }

  /** The outermost value, once it was closed. */
  get root(): Node | undefined {
    return this.#root;
  }

  /** What the next part stands in. */
  get innermost(): Container | undefined {
    const level = this.#top;
    return typeof level === 'object' ? level.kind : level;
  }

  /** The name of a member, quotes included in its range. */
  name(start: number, end: number): void {
    const parent = this.#top;
    if (typeof parent !== 'object') return;
    if (this.#levels.length === 1) this.#branchNodes = 0;
    parent.name = this.#mayGrow(parent) ? this.#string('json.name', start, end) : undefined;
  }

  string(start: number, end: number): void {
    if (this.#isShown()) this.#attach(this.#string('json.string', start, end));
  }

  number(start: number, end: number): void {
    if (!this.#isShown()) return;
    const value = this.#slice(start, end);
    const node = this.#leaf('json.number', start, end, value);
    this.#attach(isExact(value) ? node : this.#blame(node, jsonProblems.integerNotExact));
  }

  literal(start: number, end: number, value: string): void {
    const kind = value === 'null' ? 'json.null' : 'json.boolean';
    if (this.#isShown()) this.#attach(this.#leaf(kind, start, end, value));
  }

  open(kind: Container, start: number): void {
    // Each object or array in an outermost array is a branch of its own.
    if (this.#levels.length === 1 && this.innermost === 'json.array') this.#branchNodes = 0;
    if (!this.#isShown()) {
      this.#push(kind);
      return;
    }
    this.#push({
      kind,
      start: this.#base + start,
      children: [],
      names: undefined,
      name: undefined,
      problem: undefined,
    });
  }

  close(end: number): void {
    const level = this.#levels.pop();
    this.#top = this.#levels.at(-1);
    if (typeof level !== 'object') return;
    const { kind, start, children, name, problem } = level;
    // A name that no value followed: the text broke off here.
    if (name !== undefined) this.#addMember(level, name, undefined);
    const node = { kind, start, end: this.#base + end, children };
    this.#attach(problem === undefined ? node : this.#blame(node, problem));
  }

  #push(level: Level): void {
    this.#levels.push(level);
    this.#top = level;
  }

  /** Closes what is open if the text breaks off, so that what was read is shown. */
  breakOff(end: number): void {
    while (this.#levels.length > 0) this.close(end);
  }

  /** Whether the value that begins now becomes a node. */
  #isShown(): boolean {
    const parent = this.#top;
    if (parent === undefined) return true;
    if (typeof parent === 'string') return false;
    return parent.kind === 'json.object' ? parent.name !== undefined : this.#mayGrow(parent);
  }

  /** Whether the caps allow another child; if they do not, the parent says so. */
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

  #attach(value: Node): void {
    this.#count(1);
    const parent = this.#top;
    if (parent === undefined) {
      this.#root = value;
    } else if (typeof parent === 'object') {
      if (parent.kind === 'json.array') parent.children.push(value);
      else if (parent.name !== undefined) {
        this.#addMember(parent, parent.name, value);
        parent.name = undefined;
        this.#count(2);
      }
    }
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    this.#branchNodes += nodes;
  }

  #string(kind: 'json.string' | 'json.name', start: number, end: number): Node {
    if (this.#plain && !this.#doubtful) {
      return this.#leaf(kind, start, end, this.#slice(start + 1, end - 1));
    }
    const quoted = this.#slice(start, end);
    const value = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
    const node = this.#leaf(kind, start, end, value);
    const mayBeInvalid = quoted.includes('\uFFFD');
    if (!mayBeInvalid || decodeUtf8(this.#bytes.subarray(start, end)).valid) return node;
    return this.#blame(node, jsonProblems.invalidUtf8);
  }

  #leaf(kind: string, start: number, end: number, value: string): Node {
    return { kind, start: this.#base + start, end: this.#base + end, value };
  }

  #blame(node: Node, problem: Problem): Node {
    this.#flawed = true;
    return { ...node, problem };
  }

  #addMember(object: Frame, name: Node, value: Node | undefined): void {
    const text = name.value ?? '';
    const member: Node = {
      kind: 'json.member',
      start: name.start,
      end: value?.end ?? name.end,
      name: text,
      children: value === undefined ? [name] : [name, value],
    };
    const isDuplicate = hasMember(object, text);
    object.names?.add(text);
    object.children.push(isDuplicate ? this.#blame(member, jsonProblems.duplicateMember) : member);
  }

  #slice(start: number, end: number): string {
    if (this.#aligned) return this.#text.slice(start, end);
    return decodeUtf8(this.#bytes.subarray(start, end)).text;
  }
}

function hasMember(object: Frame, name: string): boolean {
  const { children } = object;
  if (children.length < FEW_MEMBERS) {
    for (const member of children) if (member.name === name) return true;
    return false;
  }
  object.names ??= new Set(children.map((member) => member.name ?? ''));
  return object.names.has(name);
}

/** Whether every reader takes the number for the same one: only large integers are in doubt here. */
function isExact(number: string): boolean {
  if (number.length <= MAX_EXACT_LENGTH || !/^-?[0-9]+$/.test(number)) return true;
  return Number.isSafeInteger(Number(number));
}

/** The value of a string that was checked to be well formed, quotes included. */
function unescaped(quoted: string): string {
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : quoted;
}
