import { counted, listed } from 'apilab/parts/checks/words';
import type { Asked } from './setting.ts';

/** The status of an answer and what was loaded for it, such as `422 · 0 objects loaded`. */
export const became = ({ status, loaded }: Asked): string =>
  listed(`${status}`, `${counted(loaded, 'object')} loaded`);

export const REFUSED = '422 · 0 objects loaded';

/** The queries that loaded more than they were billed, such as `wide: 4 billed, 420 loaded`. */
export function shortBills(asked: readonly Asked[]): string {
  const short = asked.filter(({ points = 0, loaded }) => loaded > points);
  const words = short.map(({ name, points = 0, loaded }) => {
    return `${name}: ${points} billed, ${loaded} loaded`;
  });
  return words.length > 0 ? listed(...words) : 'none loads more';
}
