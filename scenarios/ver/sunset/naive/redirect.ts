import type { End } from '../retirement.ts';

/** Whoever comes to the old address is sent to the new one. */
export const redirect: End = (_, successor) =>
  new Response(null, { status: 301, headers: { Location: successor } });
