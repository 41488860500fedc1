import type { Crossed, Expectation, SeenStatement } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { isSorted, type Plan } from './plans.ts';

/** How many statements a list cost, such as `10 orders: 2 · 40 orders: 2 statements`. */
export const costs = (lists: readonly (readonly [number, Crossed<unknown>])[]): string =>
  `${listed(...lists.map(([orders, { statements }]) => `${orders} orders: ${statements.length}`))} statements`;

/** No list costs more statements than a route may; one that costs none has read nothing. */
export const eachAtMost = (most: number): Expectation => ({
  text: `${most} statements at most`,
  holds: (actual) =>
    [...String(actual).matchAll(/orders: (\d+)/g)].every(
      ([, count]) => Number(count) >= 1 && Number(count) <= most,
    ),
});

/** How long the client of a list waited, in milliseconds of lab time. */
export const waitOf = ({ exchanges }: Crossed<unknown>): number =>
  exchanges[0]?.answeredAfterMs ?? 0;

/** The statement of a step that reads from a table. */
export function readsFrom({ statements }: Crossed<unknown>, table: string): SeenStatement {
  const found = statements.find(({ sql }) => sql.includes(`FROM ${table}`));
  if (found === undefined) throw new RangeError(`nobody read from ${table}`);
  return found;
}

export const byAnIndex: Expectation = {
  text: 'by an index',
  holds: (actual) => String(actual).startsWith('by the index'),
};

export const sortedHow = (plan: Plan): string =>
  isSorted(plan) ? 'sorted afterwards' : 'in order';
