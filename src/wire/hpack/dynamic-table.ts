import { limits } from '../limits.ts';
import type { Field } from '../types.ts';

/** What an entry costs beside its octets (RFC 7541 §4.1). */
const ENTRY_OVERHEAD = 32;

/** The size of a field in a table or header list (RFC 7541 §4.1, RFC 9113 §10.5.1). */
export function sizeOf(field: Field): number {
  return field.name.length + field.value.length + ENTRY_OVERHEAD;
}

/**
 * The dynamic table of one direction (RFC 7541 §2.3.2). It keeps at most `limits.hpackTable` bytes
 * even if the peers agreed on more. New entries come first, so what it keeps is then the
 * beginning of the peers' table and every index it knows is right.
 */
export class DynamicTable {
  /** Oldest first; those before `#first` are gone. */
  #entries: Field[] = [];
  #first = 0;
  #keptSize = 0;
  #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How large the peers' table may be, in bytes. */
  get capacity(): number {
    return this.#capacity;
  }

  /** The size of the entries that are kept, in bytes. */
  get size(): number {
    return this.#keptSize;
  }

  /** How many entries are kept. */
  get length(): number {
    return this.#entries.length - this.#first;
  }

  /** True if the peers may have entries that are not kept here. */
  get mayBeCapped(): boolean {
    return this.#capacity > limits.hpackTable;
  }

  /** The entry at `index`, from 1 for the newest. */
  at(index: number): Field | undefined {
    return index > this.length ? undefined : this.#entries[this.#entries.length - index];
  }

  resize(capacity: number): void {
    this.#capacity = capacity;
    this.#evict(0);
  }

  /** Adds a field as the newest entry. One that is too large empties the table (RFC 7541 §4.4). */
  add(field: Field): void {
    const size = sizeOf(field);
    this.#evict(size);
    if (size > Math.min(this.#capacity, limits.hpackTable)) return;
    this.#entries.push(field);
    this.#keptSize += size;
  }

  #evict(room: number): void {
    const most = Math.min(this.#capacity, limits.hpackTable) - room;
    while (this.#keptSize > most && this.length > 0) {
      const oldest = this.#entries[this.#first];
      if (oldest !== undefined) this.#keptSize -= sizeOf(oldest);
      this.#first++;
    }
    if (this.#first > 64 && this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}
