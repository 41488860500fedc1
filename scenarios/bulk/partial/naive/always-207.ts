import type { Whole } from '../bulk-api.ts';

/** A batch is answered 207. */
export const always207: Whole = () => 207;
