import type { Clock } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { type Context, Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { holding } from './holding.ts';
import {
  isKnown,
  jobPath,
  NO_STORE,
  reportPath,
  type Show,
  show,
  statusOf,
  tag,
} from './job-answer.ts';
import { isEnded, type Job, type Jobs } from './jobs.ts';
import { type Preferences, readPreferences, waitOf } from './prefer.ts';
import type { Runner, Work } from './runner.ts';

/** For how many seconds whoever asks for a report is kept before they hear of a job. */
export type Patience = (preferred: Preferences, atMost: number) => number;

/** As long as they would like, and not at all if they do not say. */
export const asPreferred: Patience = (preferred, atMost) => Math.min(waitOf(preferred), atMost);

export interface ReportsApiOptions {
  /** Whose a bearer token is. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly jobs: Jobs;
  readonly runner: Runner;
  /** The work that makes the report of a period, such as `2026-02`. */
  readonly reportOf: (period: string) => Work;
  readonly clock: Clock;
  /** When it is worth asking again, in seconds. */
  readonly retryAfter: number;
  /** The longest that a request is held, in seconds: shorter than the patience of what stands in front. */
  readonly holdAtMost: number;
  /** How many requests are held at once. */
  readonly mostHeld?: number;
  readonly patience?: Patience;
  readonly show?: Show;
}

interface Signed {
  Variables: { user: string };
}

/** Reports take longer than a request should: asking for one makes a job, which can be asked and cancelled. */
export function reportsApi(options: ReportsApiOptions) {
  const { tokens, jobs, runner, reportOf, clock, holdAtMost } = options;
  const { patience = asPreferred } = options;
  const answerOf = options.show ?? show;
  const { mostHeld: most } = options;
  const holds = holding({ jobs, clock, ...(most !== undefined && { most }) });
  const retryAfter = { 'Retry-After': `${options.retryAfter}` };
  const app = new Hono<Signed>();

  app.use(
    bearerAuth<Signed>({
      realm: 'reports',
      verifyToken(token, c) {
        const user = tokens.get(token);
        if (user !== undefined) c.set('user', user);
        return user !== undefined;
      },
    }),
  );
  const jobOf = (c: Context<Signed>): Job | undefined => {
    const job = jobs.get(c.req.param('id') ?? '');
    return job?.owner === c.get('user') ? job : undefined;
  };

  app.post('/reports', async (c) => {
    const content = await readJson(c.req.raw, { limitBytes: 1000 });
    if (content.state === 'too-large') return problem({ status: 413, title: 'Content Too Large' });
    const period = content.state === 'read' ? periodIn(content.value) : undefined;
    if (period === undefined) return problem(NO_PERIOD);
    const job = jobs.create(c.get('user'));
    if (job === undefined) return problem(NO_ROOM, retryAfter);
    runner.start(job, reportOf(period));

    const preferred = readPreferences(c.req.header('Prefer'));
    const seconds = patience(preferred, holdAtMost);
    const { signal } = c.req.raw;
    const now = await holds.hold({ job, isReady: isEnded, seconds, signal });
    const made = now.state === 'completed' ? now.result : undefined;
    if (made === undefined) {
      const fields = { Location: jobPath(now), ...retryAfter, ...applied(preferred, true) };
      return withFields(statusOf(now, 202), fields);
    }
    const fields = { Location: reportPath(now), ...applied(preferred, false) };
    return withFields(csv(made, 201), fields);
  });

  app.get('/jobs/:id', async (c) => {
    const job = jobOf(c);
    if (job === undefined) return answerOf(undefined);
    const known = c.req.header('If-None-Match');
    const preferred = readPreferences(c.req.header('Prefer'));
    // With no room left nobody is told that they were waited for, but when to come back.
    const seconds = holds.hasRoom ? Math.min(waitOf(preferred), holdAtMost) : 0;
    const isReady = (now: Job) => !isKnown(now, known) || isEnded(now);
    const now = await holds.hold({ job, isReady, seconds, signal: c.req.raw.signal });
    const answer = answerOf(now);
    const isRunning = !isEnded(now);
    const fields = isRunning ? (seconds > 0 ? applied(preferred, false) : retryAfter) : {};
    // Only what would be 200 can be known already (RFC 9110 §13.2.1).
    if (answer.status !== 200 || !isKnown(now, known)) return withFields(answer, fields);
    return new Response(null, { status: 304, headers: { ETag: tag(now), ...NO_STORE, ...fields } });
  });

  app.delete('/jobs/:id', (c) => {
    const job = jobOf(c);
    if (job === undefined) return answerOf(undefined);
    return runner.cancel(job) ? c.body(null, 204) : problem(HAS_ENDED);
  });

  app.get('/reports/:id', (c) => {
    const made = jobOf(c)?.result;
    return made === undefined ? answerOf(undefined) : csv(made, 200);
  });

  app.all('/reports', () => notAllowed('POST'));
  app.all('/reports/:id', () => notAllowed('GET, HEAD'));
  app.all('/jobs/:id', () => notAllowed('GET, HEAD, DELETE'));
  return app;
}

const NO_PERIOD = {
  status: 400,
  title: 'Bad Request',
  detail: 'Send a JSON object with a period, such as "2026" or "2026-02".',
};

const NO_ROOM = { status: 503, title: 'Too many jobs are at work' };

const HAS_ENDED = { status: 409, title: 'Conflict', detail: 'The job has ended.' };

const notAllowed = (allow: string) =>
  problem({ status: 405, title: 'Method Not Allowed' }, { Allow: allow });

const csv = (text: string, status: 200 | 201) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/csv', ...NO_STORE } });

/** Which of its preferences a client is told to have been heeded (RFC 7240 §3). */
function applied(preferred: Preferences, isAsync: boolean): Readonly<Record<string, string>> {
  const heeded = [
    ...(isAsync && preferred.has('respond-async') ? ['respond-async'] : []),
    ...(waitOf(preferred) > 0 ? [`wait=${waitOf(preferred)}`] : []),
  ];
  return heeded.length === 0 ? {} : { 'Preference-Applied': heeded.join(', ') };
}

function withFields(answer: Response, fields: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(fields)) answer.headers.set(name, value);
  return answer;
}

/** A year, a month or a day. */
function periodIn(content: unknown): string | undefined {
  const { period } = Object(content);
  return typeof period === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(period) ? period : undefined;
}
