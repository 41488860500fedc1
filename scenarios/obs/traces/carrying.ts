import { contextFields, readContext, type TraceContext } from './trace-context.ts';

/** How a service takes a trace over from a request, and hands it on with what it sends. */
export interface Carrying {
  /** The context that a request or a job came with; nothing if it came with none. */
  taken(fields: Pick<Headers, 'get'>): TraceContext | undefined;
  /** The fields for what is sent from within a span. `came` are those of the request that it is for. */
  handedOn(context: TraceContext, came: Pick<Headers, 'get'>): Readonly<Record<string, string>>;
}

/**
 * The trace by `traceparent`, and `baggage` as it came: what is to be known on the way, such as for
 * which tenant the work is. All within the house; what leaves it takes no baggage along.
 */
export const byTraceparent: Carrying = {
  taken: readContext,
  handedOn: (context, came) => ({ ...contextFields(context), ...baggageOf(came) }),
};

/** For somebody else's service: the trace, so that both may speak of it, and nothing of ours. */
export const forOthers = (fields: Readonly<Record<string, string>>) => {
  const { traceparent } = fields;
  return traceparent === undefined ? {} : { traceparent };
};

const BAGGAGE_LIMIT = 8192;

/** Up to 8192 bytes must be passed on; more would be carried by each request that follows. */
function baggageOf(came: Pick<Headers, 'get'>) {
  const baggage = came.get('baggage');
  return baggage === null || baggage.length > BAGGAGE_LIMIT ? {} : { baggage };
}
