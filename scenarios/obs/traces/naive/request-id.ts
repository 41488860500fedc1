import type { Carrying } from '../carrying.ts';

/** One id for the whole, passed on from service to service: which of them called which, nobody knows. */
export const requestId: Carrying = {
  taken(fields) {
    const traceId = fields.get('x-request-id');
    return traceId === null ? undefined : { traceId, spanId: '', isSampled: true, state: [] };
  },
  handedOn: ({ traceId }, came) => {
    const baggage = came.get('baggage');
    return { 'x-request-id': traceId, ...(baggage === null ? {} : { baggage }) };
  },
};
