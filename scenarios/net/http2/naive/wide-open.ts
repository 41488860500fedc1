import type { Settings } from 'node:http2';

/** The largest window there is, so that no answer ever waits for its reader. */
export const WIDE_OPEN: Settings = { enablePush: false, initialWindowSize: 2 ** 31 - 1 };
