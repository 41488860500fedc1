import { createHash } from 'node:crypto';
import { type Handshaker, version13 } from '../opening-handshake.ts';

/** Hashes the key alone: it proves that there is a hash, not that WebSocket is understood. */
export const noGuid: Handshaker = {
  ...version13,
  acceptOf: (key) => createHash('sha1').update(key).digest('base64'),
};
