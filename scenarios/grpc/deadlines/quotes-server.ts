import {
  type CallOptions,
  type handleUnaryCall,
  type ServerUnaryCall,
  type ServiceDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import type { Clock } from 'apilab';
import { type Item, listenWith, type Quote, type QuotesClient } from '../parts/shop-protos.ts';

/** A call that a service answers. */
export type Asked = ServerUnaryCall<Item, Quote>;

/** How a service deals with the time that its caller gave it. */
export interface Deadlines {
  /** What a call is made with that is made on behalf of another one. */
  optionsFor(asked: Asked): CallOptions;
  /** Has work stopped once the caller is gone. */
  whenGone(asked: Asked, stop: () => void): void;
}

/**
 * The next service gets what is left, and hears when nobody waits any more. grpc-js takes both from a
 * `parent`, and neither by itself. What goes out is a duration: the clocks of two machines need not
 * agree.
 */
export const inherited: Deadlines = {
  optionsFor: (asked) => ({ parent: asked }),
  whenGone: (asked, stop) => asked.on('cancelled', stop),
};

export interface QuotesServerOptions {
  readonly service: ServiceDefinition;
  readonly clock: Clock;
  /** How long its own part of the work takes, in milliseconds. */
  readonly workMs: number;
  /** The service that it asks once its own part is done; the last one has none. */
  readonly next?: QuotesClient;
  readonly deadlines?: Deadlines;
}

/** One of several services on top of each other. */
export function quotesServer(options: QuotesServerOptions) {
  const { service, clock, workMs, next, deadlines = inherited } = options;
  let finishedAt: number | undefined;

  const get: handleUnaryCall<Item, Quote> = async (asked, answer) => {
    const caller = new AbortController();
    deadlines.whenGone(asked, () => caller.abort());
    try {
      await clock.sleep(workMs, { signal: caller.signal });
    } catch {
      return; // Nobody waits any more; the deadline or the cancellation has ended the call.
    }
    finishedAt = clock.now();
    if (next === undefined) return answer(null, { cents: 8900, in_stock: true });
    next.Get(asked.request, deadlines.optionsFor(asked), (error, quote) => {
      answer(error && toldOn(error), quote ?? null);
    });
  };

  return {
    listen: listenWith(service, { Get: get }),
    /** When it last finished its own part of a call. */
    get finishedAt() {
      return finishedAt;
    },
  };
}

/** What says something of the call, and not of the service that was asked on its behalf. */
const OF_THE_CALL: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.NOT_FOUND,
  status.UNAVAILABLE,
]);

/** A caller knows nothing of the next service: that it denied us access, say, is not their fault. */
function toldOn({ code, details }: ServiceError) {
  return OF_THE_CALL.has(code)
    ? { code, details }
    : { code: status.INTERNAL, details: 'a service that was asked failed' };
}
