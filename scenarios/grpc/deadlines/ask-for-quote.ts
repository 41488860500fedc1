import { status } from '@grpc/grpc-js';
import type { Clock } from 'apilab';
import type { Item, QuotesClient } from '../parts/shop-protos.ts';

export interface Asking {
  readonly clock: Clock;
  /** How long it may take, in milliseconds. Without it a call may take for ever: there is no default. */
  readonly timeoutMs?: number;
  /** After how long the caller loses interest, in milliseconds. */
  readonly cancelAfterMs?: number;
}

/** How a call ended for its caller. */
export interface Ended {
  /** Such as `OK`. */
  readonly status: string;
  readonly afterMs: number;
}

/** Asks for a quote. */
export function askForQuote(
  client: QuotesClient,
  item: Item,
  { clock, timeoutMs, cancelAfterMs }: Asking,
): Promise<Ended> {
  const startedAt = clock.now();
  const options = timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs };
  return new Promise((resolve) => {
    const call = client.Get(item, options, (error) =>
      resolve({
        status: status[error?.code ?? status.OK] ?? 'UNKNOWN',
        afterMs: clock.now() - startedAt,
      }),
    );
    if (cancelAfterMs !== undefined) clock.setTimer(cancelAfterMs, () => call.cancel());
  });
}
