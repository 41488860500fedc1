/** How many keys a generation holds. */
const GENERATION = 10_000;

/**
 * A map that forgets what was not asked for for long, so that a session of days does not fill the
 * memory: the last 10,000 keys are known for certain, some 20,000 at most.
 */
export class RecentMap<V> {
  #young = new Map<string | number, V>();
  #old = new Map<string | number, V>();

  get(key: string | number): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string | number, value: V): void {
    this.#young.set(key, value);
    if (this.#young.size < GENERATION) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

/** A set that forgets in the same way. */
export class RecentSet {
  readonly #members = new RecentMap<true>();

  has(key: string | number): boolean {
    return this.#members.get(key) !== undefined;
  }

  add(key: string | number): void {
    this.#members.set(key, true);
  }
}
