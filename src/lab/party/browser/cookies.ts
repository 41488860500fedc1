import { Cookie, CookieJar } from 'tough-cookie';
import type { Clock } from '../../time/clock.ts';
import type { StoredCookie } from './types.ts';

/**
 * How long a cookie without `SameSite` also goes along with a top-level POST from another site, as in
 * Chromium; RFC 10025 allows it. In milliseconds.
 */
const LAX_ALLOWS_UNSAFE_MS = 120_000;

/** For what a cookie is to be sent or stored. */
export interface CookieUse {
  /** Whether who set the request off is of the same site. */
  readonly isSameSite: boolean;
  /** Whether the address bar shows where it leads. */
  readonly isTopLevel: boolean;
  readonly method: string;
}

/** What is known of a cookie beside what the jar keeps. */
interface Known {
  readonly storedAt: number;
  /** Lab time in milliseconds. */
  readonly expiresAt: number;
}

/**
 * The cookies of a browser, on lab time. The rules of RFC 10025 are tough-cookie's; when a cookie
 * is over, what goes along without `SameSite`, and that `None` needs `Secure`, are decided here.
 */
export class Cookies {
  readonly #clock: Clock;
  readonly #jar = new CookieJar(undefined, {
    rejectPublicSuffixes: false,
    prefixSecurity: 'strict',
    enforceSecureOriginOnStorage: true,
  });
  readonly #known = new Map<string, Known>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The value of the field `Cookie`; undefined if nothing goes along. */
  headerFor(url: URL, use: CookieUse): string | undefined {
    const found = this.#jar
      .getCookiesSync(asWeb(url), { sameSiteContext: contextOf(use) })
      .filter((cookie) => this.#lives(cookie) && this.#goesBy(cookie, use));
    return found.length === 0 ? undefined : found.map(inField).join('; ');
  }

  /** What `document.cookie` says. */
  forScript(url: URL): string {
    const all = this.#jar.getCookiesSync(asWeb(url), { http: false });
    return all
      .filter((cookie) => this.#lives(cookie))
      .map(inField)
      .join('; ');
  }

  /** Takes the lines of `Set-Cookie`; gives why one was refused, a sentence each. */
  store(url: URL, lines: readonly string[], use: CookieUse): readonly string[] {
    return lines.flatMap((line) => this.#storeOne(url, line, use) ?? []);
  }

  #storeOne(url: URL, line: string, use: CookieUse): string | undefined {
    const cookie = Cookie.parse(line);
    if (cookie === undefined) return 'a Set-Cookie that is none is refused';
    const name = cookie.key;
    const sameSite = sameSiteOf(cookie);
    if (sameSite === 'none' && !cookie.secure) {
      return `the cookie ${name} is refused: SameSite=None needs Secure`;
    }
    // A sub-resource of another site sets only what goes to other sites.
    if (sameSite !== 'none' && !use.isSameSite && !use.isTopLevel) {
      return `the cookie ${name} is refused: it comes from another site and is not SameSite=None`;
    }
    const expiresAt = this.#expiryOf(cookie);
    cookie.expires = 'Infinity';
    cookie.maxAge = null;
    try {
      this.#jar.setCookieSync(cookie, asWeb(url), { sameSiteContext: 'strict' });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `the cookie ${name} is refused: ${why}`;
    }
    this.#known.set(idOf(cookie), { storedAt: this.#clock.now(), expiresAt });
    return undefined;
  }

  /** Max-Age comes before Expires, of which the lab's calendar says when it is. */
  #expiryOf({ maxAge, expires }: Cookie): number {
    const now = this.#clock.now();
    if (typeof maxAge === 'number') return maxAge <= 0 ? now : now + maxAge * 1000;
    if (maxAge === '-Infinity') return now;
    if (!(expires instanceof Date)) return Number.POSITIVE_INFINITY;
    return expires.getTime() - (this.#clock.date().getTime() - now);
  }

  #lives(cookie: Cookie): boolean {
    return (this.#known.get(idOf(cookie))?.expiresAt ?? 0) > this.#clock.now();
  }

  /** Whether one that says nothing of sites goes along; of the others the jar has decided. */
  #goesBy(cookie: Cookie, { isSameSite, isTopLevel, method }: CookieUse): boolean {
    if (sameSiteOf(cookie) !== 'default' || isSameSite) return true;
    if (!isTopLevel) return false;
    const storedAt = this.#known.get(idOf(cookie))?.storedAt ?? 0;
    return isSafe(method) || this.#clock.now() - storedAt <= LAX_ALLOWS_UNSAFE_MS;
  }

  all(): readonly StoredCookie[] {
    const { cookies } = this.#jar.serializeSync() ?? { cookies: [] };
    return cookies
      .map((written) => Cookie.fromJSON(written))
      .filter((cookie) => cookie !== undefined)
      .filter((cookie) => this.#lives(cookie))
      .map((cookie) => ({
        name: cookie.key,
        value: cookie.value,
        domain: cookie.domain ?? '',
        path: cookie.path ?? '/',
        httpOnly: cookie.httpOnly,
        secure: cookie.secure,
        sameSite: sameSiteOf(cookie),
      }));
  }
}

function contextOf({ isSameSite, isTopLevel, method }: CookieUse): 'strict' | 'lax' | 'none' {
  if (isSameSite) return 'strict';
  return isTopLevel && isSafe(method) ? 'lax' : 'none';
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE';
}

function sameSiteOf({ sameSite }: Cookie): StoredCookie['sameSite'] {
  return sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? sameSite : 'default';
}

function idOf({ domain, path, key }: Cookie): string {
  return JSON.stringify([domain, path, key]);
}

function inField(cookie: Cookie): string {
  return cookie.cookieString();
}

/** A WebSocket carries the cookies of the HTTP that opens it. */
function asWeb(url: URL): string {
  return url.href.replace(/^ws/, 'http');
}
