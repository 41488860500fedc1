import { codeLengths, EOS } from './huffman-code.ts';
import { problems } from './problems.ts';

/** What a step through four bits leads to. */
interface Steps {
  /** State after the bits, indexed by `state * 16 + bits`. */
  readonly next: Uint16Array;
  /** The symbol they complete, `NONE`, or EOS. The shortest code has five bits, so it is one at most. */
  readonly symbol: Uint16Array;
  /** 1 if a string may end: the open bits are fewer than eight, all ones. */
  readonly mayEnd: Uint8Array;
}

const NONE = 0xffff;

let steps: Steps | undefined;

/**
 * Decodes a string of RFC 7541 §5.2; each octet becomes the character of the same number. Returns
 * the problem instead if it is not well formed.
 */
export function decodeHuffman(
  bytes: Uint8Array,
  start: number,
  end: number,
): string | (typeof problems)['huffmanPadding' | 'huffmanEos'] {
  steps ??= buildSteps();
  const { next, symbol, mayEnd } = steps;
  // The shortest code has five bits.
  const octets = Buffer.allocUnsafe(Math.ceil(((end - start) * 8) / 5));
  let length = 0;
  let state = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    for (let shift = 4; shift >= 0; shift -= 4) {
      const step = state * 16 + ((byte >> shift) & 0x0f);
      const found = symbol[step] ?? NONE;
      if (found === EOS) return problems.huffmanEos;
      if (found !== NONE) octets[length++] = found;
      state = next[step] ?? 0;
    }
  }
  return mayEnd[state] === 1 ? octets.toString('latin1', 0, length) : problems.huffmanPadding;
}

/** Branches of the code tree: what a 0 and a 1 lead to. Symbols are kept as `-1 - symbol`. */
type Tree = [number, number][];

function buildSteps(): Steps {
  const tree = buildTree();
  const next = new Uint16Array(tree.length * 16);
  const symbol = new Uint16Array(tree.length * 16).fill(NONE);
  for (let state = 0; state < tree.length; state++) {
    for (let bits = 0; bits < 16; bits++) {
      let at = state;
      for (let shift = 3; shift >= 0; shift--) {
        const to = tree[at]?.[bitAt(bits, shift)] ?? 0;
        if (to < 0) symbol[state * 16 + bits] = -1 - to;
        at = Math.max(to, 0);
      }
      next[state * 16 + bits] = at;
    }
  }
  const mayEnd = new Uint8Array(tree.length);
  for (let ones = 0, at = 0; ones < 8; ones++) {
    mayEnd[at] = 1;
    at = Math.max(tree[at]?.[1] ?? 0, 0);
  }
  return { next, symbol, mayEnd };
}

function buildTree(): Tree {
  const tree: Tree = [[0, 0]];
  let code = 0;
  for (let length = 1; length <= 30; length++) {
    code <<= 1;
    for (let symbol = 0; symbol <= EOS; symbol++) {
      if (codeLengths[symbol] === length) addCode(tree, code++, length, symbol);
    }
  }
  return tree;
}

function addCode(tree: Tree, code: number, length: number, symbol: number): void {
  let at = 0;
  for (let shift = length - 1; shift > 0; shift--) {
    const branch = tree[at] ?? [0, 0];
    const bit = bitAt(code, shift);
    if (branch[bit] === 0) branch[bit] = tree.push([0, 0]) - 1;
    at = branch[bit];
  }
  const last = tree[at];
  if (last !== undefined) last[bitAt(code, 0)] = -1 - symbol;
}

function bitAt(bits: number, shift: number): 0 | 1 {
  return ((bits >> shift) & 1) === 1 ? 1 : 0;
}
