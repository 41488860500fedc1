import type { Whole } from '../bulk-api.ts';

/** The batch was read, so all is well. */
export const always200: Whole = () => 200;
