import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import type { Database } from 'apilab/parts/shop/database';
import { type Context, Hono } from 'hono';
import { type DoEach, doAll, doEach, isDone, type Result } from './batch.ts';
import { changeUser, createUser, type ItemOf } from './users.ts';

/** The most items of a batch. */
export const LIMIT = 100;

/** The status of the whole, from the results of the items. */
export type Whole = (results: readonly Result[]) => number;

/** One status says all if there is only one thing to say; 207 says: look at each (RFC 4918 §13). */
export const wholeStatus: Whole = (results) => {
  if (results.every(isDone)) return 200;
  return results.some(isDone) ? 207 : 422;
};

/** How the API does its batches. */
export interface Batches {
  readonly each: DoEach;
  readonly whole: Whole;
  readonly create: ItemOf;
  readonly change: ItemOf;
  /** Whether a batch is too long. */
  readonly isTooLong: (count: number) => boolean;
}

export const BATCHES: Batches = {
  each: doEach,
  whole: wholeStatus,
  create: createUser,
  change: changeUser,
  isTooLong: (count) => count > LIMIT,
};

/** Users, many at once: POST creates them, PATCH changes them, each item with a result of its own. */
export function bulkApi(db: Database, batches: Batches = BATCHES) {
  const app = new Hono();
  app.onError(() => problem({ status: 500, title: 'Internal Server Error' }));
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));

  const run = async (c: Context, itemOf: ItemOf) => {
    const atomic = c.req.query('atomic') ?? 'false';
    // A wish that is not understood must not become its contrary.
    if (atomic !== 'true' && atomic !== 'false') {
      return problem({ status: 400, title: 'atomic is true or false' });
    }
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') {
      return tooLong('The content is too long', { limitBytes: content.limitBytes });
    }
    if (content.state === 'not-json') return problem({ status: 400, title: 'Bad Request' });
    const items = content.value;
    if (!Array.isArray(items) || items.length === 0) {
      return problem({ status: 422, title: 'A batch is a list of items' });
    }
    if (batches.isTooLong(items.length))
      return tooLong(`There are ${items.length} items`, { limit: LIMIT });
    const isAtomic = atomic === 'true';
    const results = (isAtomic ? doAll : batches.each)(db, items, itemOf(db));
    const status = isAtomic && !results.every(isDone) ? 422 : batches.whole(results);
    if (status >= 400) {
      const title = isAtomic ? 'Nothing was done, as not all can be' : 'No item was done';
      return problem({ status, title, extensions: { results } });
    }
    return Response.json({ results }, { status });
  };
  app.post('/users/bulk', (c) => run(c, batches.create));
  app.patch('/users/bulk', (c) => run(c, batches.change));
  app.all('/users/bulk', (c) => c.body(null, 405, { Allow: 'POST, PATCH' }));
  return app;
}

const tooLong = (detail: string, limits: Readonly<Record<string, number>>) =>
  problem({ status: 413, title: 'The batch is too long', detail, extensions: limits });
