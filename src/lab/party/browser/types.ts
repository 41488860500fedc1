import type { WebSocket } from 'ws';

/**
 * A browser of the run, with one person before it: its pages obey what browsers obey (Fetch Standard,
 * Fetch Metadata, RFC 10025). It keeps cookies and preflights, and no answers: it has no HTTP cache.
 * It takes cookies of third parties, which many browsers refuse by now.
 */
export interface Browser {
  readonly name: string;
  /** Opens a page as from the address bar: nobody sent the person there. */
  open(url: string): Promise<Page>;
  /** Every cookie that it keeps by now, such as `session=a1` with where it goes. For checks. */
  cookies(): readonly StoredCookie[];
}

/** A cookie as the browser keeps it. */
export interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  /** `default` if the server said nothing, or nothing that is known: then it goes where `lax` goes. */
  readonly sameSite: 'strict' | 'lax' | 'none' | 'default';
}

/** A page that is open, and what its scripts and its reader can do. */
export interface Page {
  /** Where it came from in the end, redirects followed. */
  readonly url: string;
  /** Such as `https://shop.example`. */
  readonly origin: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Every address on the way, the first and the last included. */
  readonly visited: readonly string[];
  /**
   * What a script of the page calls. It rejects with a `TypeError` where the browser refuses, and
   * says no more to the script; why it did is a note in the story.
   */
  fetch(url: string, init?: ScriptInit): Promise<ScriptResponse>;
  /** The reader follows a link: a top-level navigation with GET. */
  follow(url: string): Promise<Page>;
  /** A form is sent, by the reader or by a script: a top-level navigation. */
  submit(form: Form): Promise<Page>;
  /** The page shows an image: a request without CORS that scripts learn nothing from. */
  image(url: string): Promise<void>;
  /**
   * What a script calls `new WebSocket(url)`: the handshake carries the page's `Origin` and the
   * cookies, and no CORS protects what comes back. Compression is not offered, so that frames can be read.
   */
  socket(url: string, protocols?: readonly string[]): Promise<WebSocket>;
  /** What a script reads from `document.cookie`: no cookie with `HttpOnly`. */
  readonly cookie: string;
}

/** A form (HTML Standard, form submission). */
export interface Form {
  readonly action: string;
  /** `post` by default. */
  readonly method?: 'get' | 'post';
  readonly fields?: Readonly<Record<string, string>>;
  /** `application/x-www-form-urlencoded` by default. `text/plain` is what sends JSON across origins without a preflight. */
  readonly enctype?: 'application/x-www-form-urlencoded' | 'text/plain';
}

/** What a script says to `fetch`. */
export interface ScriptInit {
  /** `GET` by default. Only DELETE, GET, HEAD, OPTIONS, POST and PUT are written in capitals if they were not. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | Uint8Array;
  /** `cors` by default. */
  readonly mode?: 'cors' | 'no-cors' | 'same-origin';
  /** `same-origin` by default. */
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** `follow` by default. */
  readonly redirect?: 'follow' | 'error' | 'manual';
  readonly signal?: AbortSignal;
}

/** What a script gets to see of an answer. */
export interface ScriptResponse {
  /** `opaque`: there is an answer, and the script sees nothing of it. */
  readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect';
  readonly url: string;
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  readonly redirected: boolean;
  /** Across origins only the safelisted fields and those of `Access-Control-Expose-Headers`; never `Set-Cookie`. */
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
  json(): Promise<unknown>;
}
