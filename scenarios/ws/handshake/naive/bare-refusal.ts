import { type Handshaker, version13 } from '../opening-handshake.ts';

/** Refuses as for any bad request, and leaves the client to guess what would have done. */
export const bareRefusal: Handshaker = {
  ...version13,
  refusal: () => ({ status: 400, fields: { Connection: 'close' } }),
};
