import { counted, listed } from 'apilab/parts/checks/words';
import type { Asked } from './setting.ts';

/** How a query was answered and what was loaded for it, such as `422 DEPTH · 0 objects loaded`. */
export const became = ({ status, code, loaded }: Asked): string =>
  listed([status, code].join(' ').trim(), `${counted(loaded, 'object')} loaded`);

/** How a query is answered that a rule refuses. */
export const refusedFor = (code: 'DEPTH' | 'COST' | 'LIST_LENGTH'): string =>
  `422 ${code} · 0 objects loaded`;

/** The same, and what it was billed. */
export const becameAndCost = (asked: Asked): string => listed(became(asked), billed(asked));

export const billed = ({ points }: Asked): string =>
  points === undefined ? 'no bill' : counted(points, 'point');

/** The queries that loaded more than they were billed, such as `wide: 4 billed, 420 loaded`. */
export function shortBills(asked: readonly Asked[]): string {
  const short = asked.filter(({ points = 0, loaded }) => loaded > points);
  const words = short.map(({ name, points = 0, loaded }) => {
    return `${name}: ${points} billed, ${loaded} loaded`;
  });
  return words.length > 0 ? listed(...words) : 'none loads more';
}
