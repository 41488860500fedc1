import type { Direction, Ending } from '../../wire/types.ts';

export const directions: readonly Direction[] = ['client-to-server', 'server-to-client'];
export const endings: readonly Ending[] = ['fin', 'rst'];

/** Who sends in a direction. */
export function senderOf(direction: Direction): 'client' | 'server' {
  return direction === 'client-to-server' ? 'client' : 'server';
}

/** How a cut looks on the wire. */
export function cutWords(how: Ending): string {
  return how === 'rst' ? 'RST to both ends' : 'FIN to both ends';
}

/** `1st`, `2nd`, `3rd`, `11th`, ... */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}
