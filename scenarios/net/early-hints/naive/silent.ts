import type { Announce } from '../announce.ts';

/** Whoever reads the page will see what it needs. */
export const silent: Announce = () => {};
