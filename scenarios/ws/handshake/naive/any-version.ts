import { type Handshaker, version13 } from '../opening-handshake.ts';

/** Looks at the key only: whoever has one gets a connection, in whatever version. */
export const anyVersion: Handshaker = { ...version13, speaks: () => true };
