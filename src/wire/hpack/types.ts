import type { Field, Node, Problem } from '../node.ts';

/** How a field is written in a header block (RFC 7541 §6). */
export type Representation =
  /** Name and value come from a table (§6.1). */
  | 'indexed'
  /** The value is written out, and the field enters the dynamic table (§6.2.1). */
  | 'incremental'
  /** The value is written out, and no table changes (§6.2.2). */
  | 'not-indexed'
  /** As before, and nobody on the way may ever index it: it is sensitive (§6.2.3). */
  | 'never-indexed';

/** A field of a header block, and how it was written. */
export interface HpackField extends Field {
  readonly representation: Representation;
  /**
   * The table index that gave name and value, or the name alone if the value is written out;
   * 1 to 61 are the static table, larger ones the dynamic table at that moment. Absent if the
   * name is written out too.
   */
  readonly index?: number;
}

/** What a header block says. */
export interface HpackBlock {
  readonly fields: readonly HpackField[];
  /** Field representations and table size updates, in offsets of the block; their leaves tile it. */
  readonly nodes: readonly Node[];
  /** What stopped the decoding; it stands on one of the nodes too. */
  readonly problem?: Problem;
}
