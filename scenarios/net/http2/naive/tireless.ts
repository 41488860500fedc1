import type { Guard } from '../../parts/reset-limit.ts';

/** Whoever resets streams has changed their mind, and may. */
export const tireless: Guard = () => {};
