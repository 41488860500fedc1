import type { Announce } from '../announce.ts';

/** Every client of HTTP/1.1 has to know informational answers, so each is told. */
export const hintAll: Announce = (_request, response, { link }) => {
  response.writeEarlyHints({ link });
};
