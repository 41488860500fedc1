import type { Ending } from '../wire/types.ts';
import type { Arrival, OnArrival } from './faults/fault.ts';
import type { Working } from './pacing.ts';

/** What all faults of a direction together decide about an arrival. */
export interface Decision {
  /** How many of its bytes pass. */
  readonly bytes: number;
  /** The fault that keeps the bytes behind them for good. */
  readonly withheldBy?: Working<OnArrival>;
  readonly cut?: { readonly how: Ending; readonly by: Working<OnArrival> };
}

/** Asks every fault: the fewest bytes pass, and the earliest cut is made. */
export function verdictOn(arrival: Arrival, faults: readonly Working<OnArrival>[]): Decision {
  let bytes = arrival.byteLength;
  let withheldBy: Working<OnArrival> | undefined;
  let cut: Decision['cut'];
  let cutAt = Number.POSITIVE_INFINITY;
  for (const fault of faults) {
    const verdict = fault.work.judge(arrival);
    if (verdict.do === 'pass' || (fault.armed.spent && !fault.begun)) continue;
    bytes = Math.min(bytes, verdict.bytes);
    if (verdict.do === 'withhold') withheldBy ??= fault;
    if (verdict.do === 'cut' && verdict.bytes < cutAt) {
      cutAt = verdict.bytes;
      cut = { how: verdict.how, by: fault };
    }
  }
  return { bytes, ...(withheldBy && { withheldBy }), ...(cut && { cut }) };
}
