import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';

/**
 * What an API says to those who come without TLS: no, to everybody. A redirect would answer after the secrets have
 * crossed in the clear, and a client that follows it would never be noticed.
 */
export const plainPort: FetchHandler = {
  fetch: () => problem({ status: 403, title: 'Forbidden', detail: 'Use https.' }),
};
