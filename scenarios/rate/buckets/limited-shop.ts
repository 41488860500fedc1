import { readJson } from 'apilab/parts/http/json';
import { type Problem, problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { NO_PLACE, type Places } from './at-work.ts';
import type { Bucket, BucketSize } from './bucket.ts';
import type { Queue, QueueSize } from './leaky-bucket.ts';
import { NoFigures, type Report } from './reports.ts';

/** A short text to a telephone. */
export interface Text {
  readonly to: string;
  readonly text: string;
}

/** What a shop that limits has behind it, and the limit before each. */
export interface LimitedShopOptions {
  readonly prices: Readonly<Record<string, number>>;
  /** Who a bearer token belongs to; `undefined` if to nobody. */
  readonly whoHas: (token: string) => string | undefined;
  readonly now: () => number;
  readonly bucket: Bucket;
  readonly bucketSize: BucketSize;
  readonly queue: Queue;
  readonly queueSize: QueueSize;
  /** Hands a text to the carrier; whether it took it. */
  readonly send: (text: Text, signal: AbortSignal) => Promise<boolean>;
  readonly places: Places;
  /** Sums up a year, which takes its time. Rejects with `NoFigures`. */
  readonly sumUp: (year: number, signal: AbortSignal) => Promise<Report>;
}

/**
 * Three routes, three limits: prices are cheap and may come in bursts, the carrier takes one text a
 * second, and reports are so slow that what counts is how many are at work.
 */
export function limitedShop(options: LimitedShopOptions) {
  const { prices, whoHas, now, bucket, bucketSize, queue, queueSize, send, places, sumUp } =
    options;
  const app = new Hono<{ Variables: { who: string } }>();

  app.use(async (c, next) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const who = token === undefined ? undefined : whoHas(token);
    if (who === undefined) return unauthorized();
    c.set('who', who);
    return next();
  });

  app.get('/prices/:stock', async (c) => {
    const decision = await bucket.take(c.get('who'), now());
    if (decision.admitted !== true) {
      const { tokens, everyMs } = bucketSize;
      const allowed = `${tokens} requests at once, and one in ${everyMs / 1000} s, are allowed.`;
      return tooMany(allowed, decision.retryAfterMs);
    }
    const stock = c.req.param('stock');
    const cents = Object.hasOwn(prices, stock) ? prices[stock] : undefined;
    return cents === undefined
      ? refused({ status: 404, title: 'Not Found' })
      : c.json({ stock, cents });
  });

  app.post('/texts', async (c) => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return refused({ status: 413, title: 'Content Too Large' });
    const text = content.state === 'read' ? asText(content.value) : undefined;
    if (text === undefined) return refused({ status: 400, title: 'Bad Request', detail: WANTED });
    const { signal } = c.req.raw;
    const place = queue.enter(signal);
    if (!place.entered) {
      const allowed = `One text in ${queueSize.everyMs / 1000} s is sent, and ${queueSize.places} may wait.`;
      return tooMany(allowed, place.retryAfterMs);
    }
    const isSent = await place.turn
      .then(() => send(text, signal))
      .catch((error: unknown) => {
        // Whoever has gone away gets no answer, and that they left is no fault.
        if (signal.aborted) return false;
        throw error;
      });
    return isSent ? c.body(null, 204) : refused({ status: 502, title: 'Bad Gateway' });
  });

  app.get('/reports/:year{[0-9]{4}}', async (c) => {
    const year = Number(c.req.param('year'));
    const { signal } = c.req.raw;
    const report = await places
      .during(() => sumUp(year, signal))
      .catch((error: unknown) => {
        if (error instanceof NoFigures || signal.aborted) return undefined;
        throw error;
      });
    if (report === NO_PLACE) return busy();
    if (report !== undefined) return c.json(report);
    return refused({ status: 404, title: 'Not Found', detail: `There are no figures of ${year}.` });
  });

  for (const [path, methods] of Object.entries(ALLOWED)) app.all(path, () => notAllowed(methods));
  app.notFound(() => refused({ status: 404, title: 'Not Found' }));
  app.onError(() => refused({ status: 500, title: 'Internal Server Error' }));
  return app;
}

/** What each address takes, for a 405 (RFC 9110 §15.5.6). */
const ALLOWED: Readonly<Record<string, string>> = {
  '/prices/:stock': 'GET, HEAD',
  '/texts': 'POST',
  '/reports/:year{[0-9]{4}}': 'GET, HEAD',
};

const notAllowed = (methods: string) =>
  refused({ status: 405, title: 'Method Not Allowed' }, { Allow: methods });

const WANTED = 'Send {"to": "+4670...", "text": "..."} with 160 characters at most.';

function asText(value: unknown): Text | undefined {
  const { to, text }: { to?: unknown; text?: unknown } = Object(value);
  if (typeof to !== 'string' || !/^\+[0-9]{4,15}$/.test(to)) return undefined;
  return typeof text === 'string' && text !== '' && text.length <= 160 ? { to, text } : undefined;
}

/** The limit and how long the wait is, as RFC 6585 §4 asks. In whole seconds, never too early. */
const tooMany = (allowed: string, retryAfterMs: number) => {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return refused(
    { status: 429, title: 'Too Many Requests', detail: `${allowed} Come back in ${seconds} s.` },
    { 'Retry-After': `${seconds}` },
  );
};

/** Nobody did too much: the server has too much to do, whoever asked (RFC 9110 §15.6.4). */
const busy = () =>
  refused(
    { status: 503, title: 'Service Unavailable', detail: 'All places for reports are taken.' },
    { 'Retry-After': '2' },
  );

/** A 401 names the scheme to use (RFC 9110 §11.6.1), with a parameter (RFC 6750 §3). */
const unauthorized = () =>
  refused({ status: 401, title: 'Unauthorized' }, { 'WWW-Authenticate': 'Bearer realm="shop"' });

const refused = (details: Problem, fields: Readonly<Record<string, string>> = {}) =>
  problem(details, { 'Cache-Control': 'no-store', ...fields });
