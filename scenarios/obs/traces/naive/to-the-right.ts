import { byTraceparent, type Carrying } from '../carrying.ts';

/** Lists grow at their end: what is new in tracestate is appended. */
export const toTheRight: Carrying = {
  ...byTraceparent,
  handedOn(context, came) {
    const fields = byTraceparent.handedOn(context, came);
    if (context.state.length === 0) return fields;
    const others = context.state.filter((member) => !member.startsWith('shop='));
    return { ...fields, tracestate: [...others, `shop=${context.spanId}`].join(',') };
  },
};
