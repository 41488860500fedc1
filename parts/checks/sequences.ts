/** Whole numbers in short: `1-3 5 5 7-9`. Whatever is missing, repeated or out of order breaks a run. */
export function runs(numbers: readonly number[]): string {
  const ends: [number, number][] = [];
  for (const number of numbers) {
    const last = ends.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ends.push([number, number]);
  }
  return ends.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

/** The whole numbers that are missing from `from` to `to`, by default from the least to the largest. */
export function gaps(
  numbers: readonly number[],
  { from, to }: { readonly from?: number; readonly to?: number } = {},
): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const first = from ?? sorted[0] ?? 0;
  const last = to ?? sorted.at(-1) ?? first - 1;
  const there = new Set(numbers);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n).filter(
    (number) => !there.has(number),
  );
}

/** What is there more than once, each named once, in the order in which it came again. */
export function doubles<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  const again = new Set<T>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}
