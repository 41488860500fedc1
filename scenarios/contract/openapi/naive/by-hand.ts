import type { FetchHandler } from 'apilab';
import type { StandInOptions } from '../stand-in.ts';

/** A stand-in that somebody wrote after the API as it was that day. It never fails. */
export const byHand = (_: object, { clock, delayMs }: StandInOptions): FetchHandler => ({
  async fetch(request) {
    await clock.sleep(delayMs);
    const booking = { bookingId: 1, guest: { name: 'Ada' }, from: '02.03.2026', nights: 3 };
    return Response.json(booking, { status: request.method === 'POST' ? 201 : 200 });
  },
});
