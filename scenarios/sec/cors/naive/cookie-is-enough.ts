import type { MayChange } from '../orders-api.ts';

/** Whoever has the cookie may. A browser sends it for every page. */
export const cookieIsEnough: MayChange = () => true;
