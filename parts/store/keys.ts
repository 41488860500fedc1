import type { Clock } from 'apilab';
import { StoreError } from './reply.ts';

/** What a key can hold. */
export type Held = string | Map<string, string> | SortedSet;

/** Members with their scores. */
export class SortedSet extends Map<string, number> {
  /** In the order of their scores; members of one score by their bytes. */
  ordered(): readonly (readonly [member: string, score: number])[] {
    return [...this].sort(([a, first], [b, second]) =>
      first === second ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : first - second,
    );
  }
}

interface Entry {
  readonly held: Held;
  /** Milliseconds on the clock; undefined if it stays. */
  expiresAt: number | undefined;
}

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

/** The keys of a store and what they hold, on a clock. */
export class Keys {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  /** How often each key was changed: what WATCH looks at. */
  readonly #changes = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  #entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.#clock.now()) return entry;
    this.delete(key);
    return undefined;
  }

  has(key: string): boolean {
    return this.#entry(key) !== undefined;
  }

  names(): readonly string[] {
    return [...this.#entries.keys()].filter((key) => this.has(key));
  }

  /** The text of a key. @throws StoreError if it holds anything else. */
  text(key: string): string | undefined {
    const held = this.#entry(key)?.held;
    if (held !== undefined && typeof held !== 'string') throw new StoreError(WRONG_TYPE);
    return held;
  }

  hash(key: string): Map<string, string> | undefined {
    const held = this.#entry(key)?.held;
    if (held !== undefined && (typeof held === 'string' || held instanceof SortedSet)) {
      throw new StoreError(WRONG_TYPE);
    }
    return held;
  }

  sortedSet(key: string): SortedSet | undefined {
    const held = this.#entry(key)?.held;
    if (held !== undefined && !(held instanceof SortedSet)) throw new StoreError(WRONG_TYPE);
    return held;
  }

  /** Sets a key; its lifetime is gone unless it is kept. An empty hash or set is no key. */
  set(key: string, held: Held, { keepsLifetime = true } = {}): void {
    const expiresAt = keepsLifetime ? this.#entry(key)?.expiresAt : undefined;
    this.touch(key);
    if (typeof held !== 'string' && held.size === 0) this.#entries.delete(key);
    else this.#entries.set(key, { held, expiresAt });
  }

  delete(key: string): boolean {
    this.touch(key);
    return this.#entries.delete(key);
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.delete(key);
  }

  /** Gives a key a lifetime from now on, in milliseconds; false if there is no such key. */
  expire(key: string, lifetimeMs: number | undefined): boolean {
    const entry = this.#entry(key);
    if (entry === undefined) return false;
    this.touch(key);
    if (lifetimeMs !== undefined && lifetimeMs <= 0) this.#entries.delete(key);
    else entry.expiresAt = lifetimeMs === undefined ? undefined : this.#clock.now() + lifetimeMs;
    return true;
  }

  /** What is left of its lifetime in milliseconds; -1 if it stays, -2 if it is not there. */
  leftMs(key: string): number {
    const entry = this.#entry(key);
    if (entry === undefined) return -2;
    return entry.expiresAt === undefined ? -1 : entry.expiresAt - this.#clock.now();
  }

  touch(key: string): void {
    this.#changes.set(key, this.changes(key) + 1);
  }

  changes(key: string): number {
    return this.#changes.get(key) ?? 0;
  }
}
