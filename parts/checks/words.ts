/** What a check shows is a sentence with units and names: `4 refused · 1 parcel for order 1`. */
export const listed = (...findings: readonly string[]): string => findings.join(' · ');

/** A number with its noun: `1 parcel`, `2 parcels`, `3 entries`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Each value once, in the order of its first coming, with how often it is there: `9 × 409`. */
export function tally(values: readonly (string | number)[]): readonly string[] {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} × ${value}`);
}
