import type { End } from '../endings.ts';

/** Ends TCP: nobody is asked, and nothing is said. */
export const cut: End = (socket) => socket.terminate();
