import { type handleUnaryCall, type ServiceDefinition, status } from '@grpc/grpc-js';
import type { Clock } from 'apilab';
import { type Item, listenWith, type Quote, type QuotesClient } from './shop-protos.ts';

export interface QuotesServerOptions {
  readonly service: ServiceDefinition;
  readonly clock: Clock;
  /** How long its own part of the work takes. */
  readonly workMs: number;
  /** The service that it asks once its own part is done; the last one has none. */
  readonly next?: QuotesClient;
  /**
   * `inherited`: whoever calls on behalf of a call gives what is left of its time, and stops with it.
   * A number: each call begins anew with so many milliseconds. `none`: it waits for ever.
   */
  readonly deadline: 'inherited' | 'none' | number;
}

/** One of several services on top of each other. */
export function quotesServer({ service, clock, workMs, next, deadline }: QuotesServerOptions) {
  /** When it finished its own part of each call, in lab time. */
  const finished: number[] = [];

  const get: handleUnaryCall<Item, Quote> = async (call, answer) => {
    const caller = new AbortController();
    if (deadline === 'inherited') call.on('cancelled', () => caller.abort());
    try {
      await clock.sleep(workMs, { signal: caller.signal });
    } catch {
      return; // Nobody waits any more; the deadline or the cancellation has ended the call.
    }
    finished.push(clock.now());
    if (next === undefined) return answer(null, { cents: 8900, in_stock: true });

    // grpc-js takes the deadline and the cancellation from a `parent`; it does nothing by itself.
    // What goes out is what is left, a duration: the clocks of two machines need not agree.
    const options = {
      inherited: { parent: call },
      none: {},
      anew: { deadline: Date.now() + Number(deadline) },
    };
    const chosen = typeof deadline === 'number' ? options.anew : options[deadline];
    next.Get(call.request, chosen, (error, quote) => {
      answer(error && { code: error.code, details: error.details }, quote ?? null);
    });
  };

  return { listen: listenWith(service, { Get: get }), finished: (): readonly number[] => finished };
}

/** Asks for a quote; gives the name of the status that the call ended with. */
export function askForQuote(
  client: QuotesClient,
  item: Item,
  { timeoutMs }: { readonly timeoutMs?: number },
): Promise<string> {
  // Without a deadline a call waits for ever: there is no default (gRPC guide, Deadlines).
  const options = timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs };
  return new Promise((resolve) => {
    client.Get(item, options, (error) => resolve(status[error?.code ?? status.OK] ?? 'UNKNOWN'));
  });
}
