import type { End } from '../endings.ts';

/** Closes politely, and leaves out why, as `close()` does by itself. */
export const noCode: End = (socket) => socket.close();
