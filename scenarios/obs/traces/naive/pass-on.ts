import { byTraceparent, type Carrying } from '../carrying.ts';

/** Whatever came is passed on as it is, with whom it names as the caller. */
export const passOn: Carrying = {
  ...byTraceparent,
  handedOn(context, came) {
    const traceparent = came.get('traceparent');
    const fields = byTraceparent.handedOn(context, came);
    return byTraceparent.taken(came) && traceparent !== null ? { ...fields, traceparent } : fields;
  },
};
