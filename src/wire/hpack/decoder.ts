import { limits } from '../limits.ts';
import type { Field, Node, Problem } from '../types.ts';
import { BlockReader, BrokenBlock, type StringLiteral } from './block-reader.ts';
import { DynamicTable, sizeOf } from './dynamic-table.ts';
import { problems } from './problems.ts';
import { staticTable } from './static-table.ts';
import type { HpackBlock, HpackField, Representation } from './types.ts';

/** The size of the dynamic table before any setting (RFC 9113 §6.5.2). */
export const DEFAULT_TABLE_SIZE = 4_096;

/** The bits that open a literal, by the bits of its index (RFC 7541 §6.2). */
const literalPrefix = { incremental: 6, 'not-indexed': 4, 'never-indexed': 4 } as const;

/** A field and what it was read from. */
interface Line {
  readonly field: HpackField;
  readonly node: Node;
}

/**
 * Decodes the header blocks of one direction of a connection, in order (RFC 7541). After a block
 * that could not be read the tables are not known, so none of the later ones is read.
 */
export class HpackDecoder {
  readonly #table = new DynamicTable(DEFAULT_TABLE_SIZE);
  #maximum = DEFAULT_TABLE_SIZE;
  #mustShrink = false;
  #lost = false;

  /** How large the dynamic table is and may grow now, in bytes. */
  get tableCapacity(): number {
    return this.#table.capacity;
  }

  /** Sets what the receiver allows: its `SETTINGS_HEADER_TABLE_SIZE`, once the sender acknowledged it. */
  setMaximum(bytes: number): void {
    this.#maximum = bytes;
    this.#mustShrink ||= bytes < this.#table.size;
  }

  /** Says that a block was not kept, so that the tables are no longer known. */
  lose(): void {
    this.#lost = true;
  }

  decode(block: Uint8Array): HpackBlock {
    if (this.#lost) return unread([], [], 0, block.length, problems.contextLost);
    const reader = new BlockReader(block);
    const kept = new KeptFields();
    let start = 0;
    try {
      if (this.#mustShrink && block.length > 0 && !isSizeUpdate(reader.next)) {
        throw new BrokenBlock(problems.sizeUpdateMissing);
      }
      while (!reader.isAtEnd) {
        start = reader.at;
        if (isSizeUpdate(reader.next)) kept.nodes.push(this.#sizeUpdate(reader, kept.isEmpty));
        else kept.add(this.#field(reader));
      }
    } catch (cause) {
      if (!(cause instanceof BrokenBlock)) throw cause;
      this.#lost = true;
      return unread(kept.fields, kept.finish(start), start, block.length, cause.problem);
    }
    const nodes = kept.finish(block.length);
    return kept.isFull
      ? { fields: kept.fields, nodes, problem: problems.tooManyFields }
      : { fields: kept.fields, nodes };
  }

  #sizeUpdate(reader: BlockReader, opensBlock: boolean): Node {
    const start = reader.at;
    const size = reader.integer(5);
    if (!opensBlock) throw new BrokenBlock(problems.sizeUpdateTooLate);
    if (size > this.#maximum) throw new BrokenBlock(problems.sizeUpdateTooLarge);
    this.#mustShrink = false;
    this.#table.resize(size);
    const value = `${size}`;
    const child = { kind: 'hpack.size', start, end: reader.at, value };
    return { kind: 'hpack.table-size-update', start, end: reader.at, value, children: [child] };
  }

  #field(reader: BlockReader): Line {
    const octet = reader.next;
    if ((octet & 0x80) !== 0) return this.#indexed(reader);
    if ((octet & 0x40) !== 0) return this.#literal(reader, 'incremental');
    return this.#literal(reader, (octet & 0x10) === 0 ? 'not-indexed' : 'never-indexed');
  }

  #indexed(reader: BlockReader): Line {
    const start = reader.at;
    const index = reader.integer(7);
    if (index === 0) throw new BrokenBlock(problems.indexZero);
    const { name, value } = this.#entry(index);
    const end = reader.at;
    const children = [{ kind: 'hpack.index', start, end, value: spellIndex(index) }];
    return {
      field: { name, value, representation: 'indexed', index },
      node: { kind: 'hpack.indexed', start, end, name, value, children },
    };
  }

  #literal(reader: BlockReader, representation: keyof typeof literalPrefix): Line {
    const start = reader.at;
    const index = reader.integer(literalPrefix[representation]);
    const children: Node[] = [
      { kind: 'hpack.index', start, end: reader.at, value: spellIndex(index) },
    ];
    const name =
      index === 0
        ? literalString(reader, 'hpack.name-length', 'hpack.name', children)
        : this.#entry(index).name;
    const value = literalString(reader, 'hpack.value-length', 'hpack.value', children);
    if (representation === 'incremental') this.#table.add({ name, value });
    const end = reader.at;
    const field = { name, value, representation };
    return {
      field: index === 0 ? field : { ...field, index },
      node: { kind: kindOf(representation), start, end, name, value, children },
    };
  }

  #entry(index: number): Field {
    const dynamic = index - staticTable.length;
    const entry = dynamic <= 0 ? staticTable[index - 1] : this.#table.at(dynamic);
    if (entry !== undefined) return entry;
    const { indexBeyondCap, indexBeyondTables } = problems;
    throw new BrokenBlock(this.#table.mayBeCapped ? indexBeyondCap : indexBeyondTables);
  }
}

/** The fields of a block up to the caps; the rest goes by. */
class KeptFields {
  readonly fields: HpackField[] = [];
  readonly nodes: Node[] = [];
  #size = 0;
  #fullAt: number | undefined;

  get isEmpty(): boolean {
    return this.fields.length === 0;
  }

  get isFull(): boolean {
    return this.#fullAt !== undefined;
  }

  add({ field, node }: Line): void {
    if (this.#fullAt !== undefined) return;
    this.#size += sizeOf(field);
    if (this.#size > limits.section || this.fields.length === limits.fields) {
      this.#fullAt = node.start;
      return;
    }
    this.fields.push(field);
    this.nodes.push(node);
  }

  /** The nodes up to `end`. */
  finish(end: number): Node[] {
    if (this.#fullAt !== undefined) {
      const problem = problems.tooManyFields;
      this.nodes.push({ kind: 'hpack.more-fields', start: this.#fullAt, end, problem });
    }
    return this.nodes;
  }
}

function unread(
  fields: readonly HpackField[],
  nodes: readonly Node[],
  start: number,
  end: number,
  problem: Problem,
): HpackBlock {
  return { fields, nodes: [...nodes, { kind: 'hpack.unread', start, end, problem }], problem };
}

function literalString(
  reader: BlockReader,
  lengthKind: string,
  kind: string,
  children: Node[],
): string {
  const start = reader.at;
  const literal = reader.string();
  children.push(
    { kind: lengthKind, start, end: literal.octetsStart, value: spellLength(literal) },
    { kind, start: literal.octetsStart, end: reader.at, value: literal.text },
  );
  return literal.text;
}

function isSizeUpdate(octet: number): boolean {
  return (octet & 0xe0) === 0x20;
}

function kindOf(representation: Representation): string {
  return `hpack.${representation}`;
}

function spellIndex(index: number): string {
  if (index === 0) return '0, the name is written out';
  return index <= staticTable.length ? `${index}, static table` : `${index}, dynamic table`;
}

function spellLength({ byteLength, huffman }: StringLiteral): string {
  return huffman ? `${byteLength}, Huffman code` : `${byteLength}`;
}
