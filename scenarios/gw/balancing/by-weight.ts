import type { Choose } from './balancer.ts';

/**
 * By weight, spread evenly: each server earns its weight with every request, the richest is chosen and pays what all
 * have earned. In as many requests as the weights add up to, each gets exactly its weight.
 */
export function byWeight(): Choose {
  const credits = new Map<string, number>();
  return (backends) => {
    const total = backends.reduce((sum, { weight }) => sum + weight, 0);
    for (const { name, weight } of backends) credits.set(name, creditOf(name) + weight);
    const [first, ...others] = backends;
    const richest = others.reduce(
      (best, each) => (creditOf(each.name) > creditOf(best?.name) ? each : best),
      first,
    );
    if (richest !== undefined) credits.set(richest.name, creditOf(richest.name) - total);
    return richest;
  };

  function creditOf(name = ''): number {
    return credits.get(name) ?? 0;
  }
}
