import type { Refuse } from '../orders-server.ts';

/** An error with a text, as one throws it in one's own program. What throws has no code: UNKNOWN. */
export const throws: Refuse = (reason) => new Error(reason);
