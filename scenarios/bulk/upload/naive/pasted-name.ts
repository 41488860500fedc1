import type { DispositionOf } from '../disposition.ts';

/** The name stands between quotes as it is. */
export const pastedName: DispositionOf = (name) => `attachment; filename="${name}"`;
