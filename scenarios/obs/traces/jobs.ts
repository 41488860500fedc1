import { parseJson } from 'apilab/parts/http/json';
import type { Database } from 'apilab/parts/shop/database';

/** A mail that is to be sent about an order, and the fields of the trace that it belongs to. */
export interface Job {
  readonly order: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Which fields of a trace a job takes along. */
export type JobFields = (fields: Readonly<Record<string, string>>) => Job['fields'];

/** A job has no header fields, so it carries them as a column: whoever works on it is in the trace. */
export const allFields: JobFields = (fields) => fields;

export function createJobs(db: Database): void {
  db.create(
    'CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY, mail_order INTEGER NOT NULL, trace TEXT NOT NULL)',
  );
}

/** Within the transaction of what it is about. */
export function queueJob(db: Database, { order, fields }: Job): void {
  db.run('INSERT INTO jobs (mail_order, trace) VALUES (?, ?)', [order, JSON.stringify(fields)]);
}

/** Takes the oldest job out; nothing if there is none. */
export function takeJob(db: Database): Job | undefined {
  const row = db.get(
    'DELETE FROM jobs WHERE id = (SELECT min(id) FROM jobs) RETURNING mail_order, trace',
  );
  if (row === undefined) return undefined;
  const stored = Object.entries(Object(parseJson(String(row.trace))));
  const fields = stored.map(([name, value]) => [name, String(value)]);
  return { order: Number(row.mail_order), fields: Object.fromEntries(fields) };
}
