import type { Database, SqlValue } from 'apilab/parts/shop/database';

/** How the database goes about a statement, in its own words: a line a part. */
export type Plan = readonly string[];

/** What it would do for a statement. The words are those of SQLite; other databases have others for it. */
export const planOf = (read: Database['all'], sql: string, parameters: readonly SqlValue[]): Plan =>
  read(`EXPLAIN QUERY PLAN ${sql}`, parameters).map(({ detail }) => String(detail));

export const isScan = (plan: Plan): boolean => plan.some((part) => part.startsWith('SCAN'));

export const isSorted = (plan: Plan): boolean =>
  plan.some((part) => part.includes('TEMP B-TREE FOR'));

/** How a plan finds rows: `by index orders_of_customer`, or `by looking at all of orders`. */
export function foundHow(plan: Plan): string {
  const [part = ''] = plan;
  const [, table] = /^SCAN (\w+)/.exec(part) ?? [];
  if (table !== undefined) return `by looking at all ${table}`;
  const [, index] = /USING (?:COVERING )?INDEX (\w+)/.exec(part) ?? [];
  return index === undefined
    ? part
    : `by the index ${index.replace(/^sqlite_auto.*/, 'of its column')}`;
}

/** How many orders there are for a plan to look at: at all, of the customer, and those that are asked for. */
export interface Counts {
  readonly all: number;
  readonly theirs: number;
  readonly limit: number;
}

/** How many orders a plan for the latest few of a customer has to look at. */
export function lookedAt(plan: Plan, { all, theirs, limit }: Counts): number {
  if (isScan(plan)) return all;
  return isSorted(plan) ? theirs : Math.min(theirs, limit);
}
