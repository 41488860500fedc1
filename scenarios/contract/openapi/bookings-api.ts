import { readJson } from 'apilab/parts/http/json';
import { type Problem, problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { DOCUMENT } from './document.ts';
import { type OpenSchemas, openSchemas } from './schemas.ts';

export interface BookingsApiOptions {
  /** Whether a bearer token is one of ours. */
  readonly isKnown: (token: string) => boolean;
  /** What is served as the description. */
  readonly document?: object;
  readonly schemas?: OpenSchemas;
}

/** What a booking must be: whoever validates says so by this type. */
interface NewBooking {
  readonly name: string;
  readonly email: string;
  readonly from: string;
  readonly nights: number;
}

/** How many bookings are kept; the oldest go. */
const MOST = 1000;

/** Bookings, validated by the description that is served. */
export function bookingsApi({
  isKnown,
  document = DOCUMENT,
  schemas = openSchemas,
}: BookingsApiOptions) {
  const judgeNew = schemas(DOCUMENT)('/components/schemas/NewBooking');
  const bookings = new Map<string, object>();
  let last = 0;
  const app = new Hono();

  app.get('/openapi.json', (c) => c.json(document));

  app.use('/bookings/*', async (c, next) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (token !== undefined && isKnown(token)) return next();
    const fields = { 'WWW-Authenticate': 'Bearer realm="bookings"' };
    return refused({ status: 401, title: 'Unauthorized' }, fields);
  });

  app.get('/bookings', () => {
    const lines = [...bookings.values()].map((booking) => `${JSON.stringify(booking)}\n`);
    return new Response(lines.join(''), { headers: { 'Content-Type': 'application/jsonl' } });
  });

  app.post('/bookings', async (c) => {
    if (!/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? '')) {
      const fields = { Accept: 'application/json' };
      return refused({ status: 415, title: 'Unsupported Media Type' }, fields);
    }
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return refused({ status: 413, title: 'Content Too Large' });
    if (content.state === 'not-json') return refused({ status: 400, title: 'Bad Request' });
    const errors = judgeNew(content.value);
    if (errors.length > 0) {
      return refused({ status: 422, title: 'Unprocessable Content', extensions: { errors } });
    }
    const booking = booked(`${++last}`, Object(content.value));
    bookings.set(booking.id, booking);
    bookings.delete(`${last - MOST}`);
    return c.json(booking, 201, { Location: `/bookings/${booking.id}` });
  });

  app.get('/bookings/:id', (c) => {
    const booking = bookings.get(c.req.param('id'));
    return booking === undefined ? refused({ status: 404, title: 'Not Found' }) : c.json(booking);
  });

  // A path that is described says which methods are; whatever is not described is not there.
  app.all('/bookings', () => notAllowed('GET, HEAD, POST'));
  app.all('/bookings/:id', () => notAllowed('GET, HEAD'));
  app.notFound(() => refused({ status: 404, title: 'Not Found' }));
  app.onError(() => refused({ status: 500, title: 'Internal Server Error' }));
  return app;
}

function booked(id: string, { name, email, from, nights }: NewBooking) {
  return { id, name: name.trim(), email: email.toLowerCase(), from, nights };
}

const notAllowed = (allow: string) =>
  refused({ status: 405, title: 'Method Not Allowed' }, { Allow: allow });

const refused = (details: Problem, fields: Readonly<Record<string, string>> = {}) =>
  problem(details, fields);
