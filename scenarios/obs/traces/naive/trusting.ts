import { byTraceparent, type Carrying } from '../carrying.ts';

/** The header is split at its dashes, and has four parts if all is well. */
export const trusting: Carrying = {
  ...byTraceparent,
  taken(fields) {
    const [, traceId, spanId, flags] = (fields.get('traceparent') ?? '').split('-');
    if (traceId === undefined || spanId === undefined) return undefined;
    const state = fields.get('tracestate')?.split(',') ?? [];
    return { traceId, spanId, isSampled: flags === '01', state };
  },
};
