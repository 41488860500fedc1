import { type ClientHttp2Session, connect } from 'node:http2';
import type { Clock } from 'apilab';

export type Fields = Readonly<Record<string, unknown>>;

/** What was fetched, each under its path, since it is fetched or about to come. */
export type Cache = Map<string, Promise<unknown>>;

/** Opens a connection. What comes over it unasked goes to the cache. */
export type Open = (url: string, cache: Cache) => ClientHttp2Session;

/** Nobody pushes anything: whoever asks knows better what is needed. */
export const open: Open = (url) => connect(url, { settings: { enablePush: false } });

/** The fields of an answer, of those that were hinted at and those of the final one. */
export type Settle = (hinted: Fields, final: Fields) => Fields;

/** A hint is not the answer: what counts is in the final one (RFC 8297 §2). */
export const finalAlone: Settle = (_hinted, final) => final;

export interface VisitorOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly url: string;
  /** What the site is called. */
  readonly host: string;
  readonly open?: Open;
  readonly settle?: Settle;
}

/** What came of a visit. */
export interface Visit {
  readonly status: number;
  /** What the page needs, by its answer. */
  readonly needs: string | undefined;
  /** After how many milliseconds the page and what it needs were there. */
  readonly shownAfterMs: number;
}

/** Opens pages, fetches ahead what is hinted at, and keeps what it has fetched. */
export function visitor(options: VisitorOptions) {
  const { clock, url, host, settle = finalAlone } = options;
  const cache: Cache = new Map();
  const session = (options.open ?? open)(url, cache);
  // Each of its streams ends with the error too.
  session.on('error', () => {});

  async function get(path: string, onHint = (_fields: Fields) => {}) {
    const stream = session.request({ ':path': path, ':authority': host });
    stream.on('headers', onHint);
    const fields = await new Promise<Fields>((resolve, reject) => {
      stream.once('response', resolve);
      stream.once('error', reject);
      stream.once('close', () => reject(new Error('the stream ended without an answer')));
    });
    for await (const _ of stream);
    return fields;
  }

  /** Gets it, unless it is here already or on its way. */
  function have(path: string): Promise<unknown> {
    const known = cache.get(path);
    if (known !== undefined) return known;
    const coming = get(path).catch(() => cache.delete(path));
    cache.set(path, coming);
    return coming;
  }

  return {
    async visit(path: string): Promise<Visit> {
      const since = clock.now();
      const page = new URL(path, `http://${host}`);
      let hinted: Fields = {};
      const final = await get(path, (fields) => {
        hinted = fields;
        const ahead = preloadOf(fields.link, page);
        if (ahead !== undefined) void have(ahead);
      });
      const needs = preloadOf(settle(hinted, final).link, page);
      if (needs !== undefined) await have(needs);
      return { status: Number(final[':status']), needs, shownAfterMs: clock.now() - since };
    },
    close: () => session.destroy(),
  };
}

/**
 * What a Link field says is to be fetched ahead, as a path. What lies on another site is not for this
 * connection, and is passed over.
 */
export function preloadOf(link: unknown, page: URL): string | undefined {
  for (const [, target = '', parameters] of String(link ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\s*rel="?preload"?\s*(?:[;,]|$)/.test(parameters ?? '')) continue;
    const found = URL.canParse(target, page.href) ? new URL(target, page) : undefined;
    if (found?.origin === page.origin) return found.pathname + found.search;
  }
  return undefined;
}
