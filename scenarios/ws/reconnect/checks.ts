import type { Wire } from 'apilab';
import { busiestWindow, histogram } from 'apilab/parts/checks/crowd';
import { counted } from 'apilab/parts/checks/words';

/** An attempt of a client to have a connection, as the tap saw it. */
export interface Attempt {
  /** Lab time in milliseconds. */
  readonly openedAt: number;
  /** From the end of the connection before, in milliseconds; absent for the first. */
  readonly waitMs?: number;
  /** The status of the handshake. */
  readonly status?: number;
  /** The close code that the server sent; absent if there was no close frame. */
  readonly code?: number;
}

/** The attempts of each client, in order. */
export type Attempts = readonly (readonly Attempt[])[];

/** What each client tried. The target of its handshake tells which one it is. */
export function attemptsOf(wire: Wire): Attempts {
  const connections = new Map(wire.connections().map((each) => [each.connection, each]));
  const codes = new Map(
    wire.frames().flatMap(({ connection, direction, close }) => {
      return close && direction === 'server-to-client' ? [[connection, close.code] as const] : [];
    }),
  );
  const attempts = new Map<string, Attempt[]>();
  const lostAt = new Map<string, number>();
  for (const { request, response } of wire.exchanges()) {
    const { openedAt = 0, endedAt } = connections.get(request.connection) ?? {};
    const before = lostAt.get(request.target);
    const code = codes.get(request.connection);
    const attempt = {
      openedAt,
      ...(before !== undefined && { waitMs: openedAt - before }),
      ...(response && { status: response.status }),
      ...(code !== undefined && { code }),
    };
    attempts.set(request.target, [...(attempts.get(request.target) ?? []), attempt]);
    if (endedAt !== undefined) lostAt.set(request.target, endedAt);
  }
  return [...attempts.values()];
}

/** How many waits were shorter than the one before, although the attempt between them came to nothing. */
export function hasty(attempts: Attempts, cameToNothing: (attempt: Attempt) => boolean): string {
  const waits = attempts.flatMap((mine) =>
    mine.flatMap(({ waitMs = 0 }, n) => {
      const before = mine[n - 1];
      if (before?.waitMs === undefined || !cameToNothing(before)) return [];
      return [waitMs < before.waitMs];
    }),
  );
  return `${waits.filter((isShorter) => isShorter).length} of ${counted(waits.length, 'wait')} shorter than the one before`;
}

/** The attempts that followed when a connection with a property was lost. */
export function returnsAfter(
  attempts: Attempts,
  isMeant: (lost: Attempt) => boolean,
): readonly Attempt[] {
  return attempts.flatMap((mine) =>
    mine.filter((_, n) => n > 0 && isMeant(mine[n - 1] as Attempt)),
  );
}

/** When attempts were made, in order. */
const timesOf = (attempts: readonly Attempt[]): readonly number[] =>
  attempts.map(({ openedAt }) => openedAt).sort((a, b) => a - b);

/** The busiest stretch of some seconds, such as `16 clients in 1 s`. */
export function busiest(attempts: readonly Attempt[], windowMs: number): string {
  return `${counted(busiestWindow(timesOf(attempts), windowMs), 'client')} in ${windowMs / 1000} s`;
}

/** How many came back sooner or later than they were asked to. */
export function outside(
  attempts: readonly Attempt[],
  { least, most }: { readonly least: number; readonly most: number },
): string {
  const wrong = attempts.filter(({ waitMs = 0 }) => waitMs < least || waitMs > most);
  return `${wrong.length} of ${counted(attempts.length, 'client')} outside ${least / 1000} to ${most / 1000} s`;
}

/** A chart of attempts, in stretches of two seconds from a moment on. */
export const attemptsSince = (fromMs: number, attempts: readonly Attempt[]) => ({
  title: 'Attempts after the crash',
  binLabel: 'seconds from then',
  unit: 'attempts',
  bins: histogram(timesOf(attempts), { fromMs, binMs: 2000 }).map((value, bin) => ({
    label: `${2 * bin}`,
    value,
  })),
});
