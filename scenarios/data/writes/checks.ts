import type { Crossed } from 'apilab';
import { listed } from 'apilab/parts/checks/words';

/** How those who did the same at once were answered: `1 × 201 · 2 × 409`. */
export function endings({ answers }: Crossed<unknown>): string {
  const statuses = answers.map(({ status }) => status).filter((status) => status !== 200);
  const kinds = [...new Set(statuses)].sort();
  return listed(
    ...kinds.map((kind) => `${statuses.filter((status) => status === kind).length} × ${kind}`),
  );
}

/** How many answers of a step have this status. */
export const withStatus = ({ answers }: Crossed<unknown>, status: number): number =>
  answers.filter((answer) => answer.status === status).length;
