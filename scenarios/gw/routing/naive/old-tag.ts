import { ORDER_V1, orderV1, toV1 } from '../order-v1.ts';
import type { Translation } from '../translation.ts';

/** Writes the content anew, and keeps the fields that came with the old one. */
export const oldTag: Translation = {
  ...orderV1,
  ask: () => ({ accept: 'application/json', 'accept-encoding': 'identity' }),
  async answer(response) {
    if (response.status !== 200 || response.body === null) return response;
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    headers.set('content-type', ORDER_V1);
    return new Response(JSON.stringify(toV1(await response.json())), { headers });
  },
};
