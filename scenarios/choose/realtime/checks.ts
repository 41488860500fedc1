import type { CrossedWire } from 'apilab';
import { percentile } from 'apilab/parts/checks/crowd';
import { runs } from 'apilab/parts/checks/sequences';
import { listed } from 'apilab/parts/checks/words';
import type { WayName } from './setting.ts';

/** What a reader got, and what it cost. */
export interface Brought {
  readonly way: WayName;
  /** The numbers of what came, in the order in which it came. */
  readonly products: readonly number[];
  /** From when it happened to when it was there, in milliseconds. */
  readonly delays: readonly number[];
  readonly requests: number;
  readonly bytes: number;
}

/** Bytes that crossed the wire, both ways, framing and all. */
export function bytesOf({ messages }: CrossedWire): number {
  const ends = new Map<string, number>();
  for (const { connection, direction, end } of messages) {
    const key = `${connection} ${direction}`;
    ends.set(key, Math.max(end, ends.get(key) ?? 0));
  }
  return [...ends.values()].reduce((sum, end) => sum + end, 0);
}

/** Requests of HTTP, in whatever version. */
export function requestsOf({ messages, requests }: CrossedWire): number {
  const calls = messages.filter(
    (seen) => seen.kind === 'http2-frame' && seen.section === 'request' && seen.grpc?.path,
  );
  return requests.length + calls.length;
}

/** Whether each way brought all, once and in order: `6 of 6`, and who did not. */
export function complete(all: readonly Brought[], events: number): string {
  const isWhole = ({ products }: Brought) => runs(products) === `1-${events}`;
  const lacking = all
    .filter((one) => !isWhole(one))
    .map(({ way, products }) => `${way} ${new Set(products).size} of ${events}`);
  return listed(`${all.length - lacking.length} of ${all.length} ways`, ...lacking);
}

/** The longest that anything took on these ways: `60 ms at most`. */
export const slowest = (all: readonly Brought[]): string =>
  `${Math.max(...all.flatMap(({ delays }) => delays))} ms at the worst`;

export const middle = ({ delays }: Brought): number => percentile(delays, 50) ?? Number.NaN;
