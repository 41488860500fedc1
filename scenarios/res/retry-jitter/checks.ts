import type { Exchange } from 'apilab';
import type { Retry } from '../parts/backoff.ts';
import type { Formula } from './formulas.ts';

/** A retry as the wire tells it, with how long its client waited for it. */
export interface Wait extends Retry {
  readonly ms: number;
}

/** How long each client waited before each of its retries. Each has a connection of its own. */
export function waitsBeforeRetries(exchanges: readonly Exchange[]): Wait[] {
  const last = new Map<number, { answeredAt: number; retries: number; previousMs?: number }>();
  const waits: Wait[] = [];
  for (const { request, answeredAfterMs } of exchanges) {
    const before = last.get(request.connection);
    const ms = before && request.at - before.answeredAt;
    if (before && ms !== undefined) {
      waits.push({ n: before.retries, ms, previousMs: before.previousMs });
    }
    last.set(request.connection, {
      answeredAt: request.at + (answeredAfterMs ?? 0),
      retries: before ? before.retries + 1 : 0,
      ...(ms !== undefined && { previousMs: ms }),
    });
  }
  return waits;
}

/** How many waits are as long as the formula allows. */
export function asTheFormulaSays(waits: readonly Wait[], { range }: Formula): number {
  return waits.filter(({ ms, ...retry }) => {
    const [least, most] = range(retry);
    return ms >= Math.floor(least) && ms <= Math.ceil(most);
  }).length;
}
