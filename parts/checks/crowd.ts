/** The most arrivals that any stretch of `windowMs` holds. `times` are in order, in milliseconds. */
export function busiestWindow(times: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  times.forEach((time, last) => {
    while (time - (times[first] ?? time) >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/** How many arrivals each stretch of `binMs` holds, from `fromMs` to the last. `times` are in order. */
export function histogram(
  times: readonly number[],
  { fromMs, binMs }: { readonly fromMs: number; readonly binMs: number },
): number[] {
  const binOf = (time: number) => Math.floor((time - fromMs) / binMs);
  const counts = Array.from({ length: Math.max(0, binOf(times.at(-1) ?? fromMs) + 1) }, () => 0);
  for (const bin of times.map(binOf)) if (bin >= 0) counts[bin] = (counts[bin] ?? 0) + 1;
  return counts;
}

/**
 * The value that `percent` of all values do not exceed, always one of them (nearest rank): the 99th
 * percentile of fewer than 100 values is the largest. `undefined` if there are none.
 */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)];
}

/**
 * The most of `count` arrivals that a window may hold if each falls into it by chance alone, with the
 * probability `share`: what is to be expected and five standard deviations of the binomial law.
 */
export function mostByChance(count: number, share: number): number {
  return Math.floor(count * share + 5 * Math.sqrt(count * share * (1 - share)));
}
