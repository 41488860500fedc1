import type { Clock } from '../../time/clock.ts';

/** How long an answer to a preflight is kept if it does not say (Fetch Standard, CORS-preflight fetch). In seconds. */
const DEFAULT_MAX_AGE = 5;
/** The most that is believed, as in Chromium. In seconds. */
const LONGEST_MAX_AGE = 7_200;

/** What a preflight was about. */
interface Asked {
  readonly origin: string;
  readonly url: string;
  readonly withCredentials: boolean;
}

interface Entry extends Asked {
  readonly what: 'method' | 'field';
  /** A method, the name of a field in lower case, or `*`. */
  readonly name: string;
  expiresAt: number;
}

/** What preflights have allowed, as long as it counts: method by method and field by field (Fetch Standard, CORS-preflight cache). */
export class PreflightCache {
  readonly #clock: Clock;
  #entries: Entry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(asked: Asked, what: Entry['what'], name: string): boolean {
    const now = this.#clock.now();
    this.#entries = this.#entries.filter(({ expiresAt }) => expiresAt > now);
    return this.#entries.some((entry) => this.#matches(entry, asked, what, [name, '*']));
  }

  /** Keeps what an answer allowed for its `Access-Control-Max-Age`. */
  keep(
    asked: Asked,
    allowed: { readonly methods: readonly string[]; readonly fields: readonly string[] },
    maxAge: string | null,
  ): void {
    const seconds = maxAge !== null && /^\d+$/.test(maxAge) ? Number(maxAge) : DEFAULT_MAX_AGE;
    const expiresAt = this.#clock.now() + Math.min(seconds, LONGEST_MAX_AGE) * 1000;
    for (const name of allowed.methods) this.#put(asked, 'method', name, expiresAt);
    for (const name of allowed.fields) this.#put(asked, 'field', name.toLowerCase(), expiresAt);
  }

  #put(asked: Asked, what: Entry['what'], name: string, expiresAt: number): void {
    const known = this.#entries.find((entry) => this.#matches(entry, asked, what, [name]));
    if (known !== undefined) known.expiresAt = expiresAt;
    else this.#entries.push({ ...asked, what, name, expiresAt });
  }

  #matches(entry: Entry, asked: Asked, what: Entry['what'], names: readonly string[]): boolean {
    return (
      entry.origin === asked.origin &&
      entry.url === asked.url &&
      (entry.withCredentials || !asked.withCredentials) &&
      entry.what === what &&
      names.includes(entry.name)
    );
  }
}
