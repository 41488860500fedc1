import { defineServer, type ServerRecipe } from 'apilab';
import { type BookingsApiOptions, bookingsApi } from './bookings-api.ts';
import { DOCUMENT } from './document.ts';

/** Bookings for whoever has the token of this page. */
export function servedBookings(keeping: Omit<BookingsApiOptions, 'isKnown'> = {}): ServerRecipe {
  return bookingsApi({ isKnown: (token) => token === 'adas', ...keeping });
}

const AS_ADA = `-H 'Authorization: Bearer adas'`;
const BOOKING = `{"name": "Ada", "email": "ada@mail.example", "from": "2026-03-02", "nights": 3}`;

/** Bookings, as they are described. */
export default defineServer({
  title: 'Bookings, as described',
  about: 'What comes in is held against the description that is to be read at /docs.',
  standard: ['openapi §Responses Object', 'json-schema-validation §7.2.1'],
  openapi: DOCUMENT,

  start: () => servedBookings(),

  tryIt: ({ url }) => [
    { about: 'the description', command: `curl -s ${url}/openapi.json` },
    { about: 'a booking', command: `curl -i ${url}/bookings ${AS_ADA} --json '${BOOKING}'` },
    { about: 'all of them, one a line', command: `curl -i ${url}/bookings ${AS_ADA}` },
    {
      about: 'two rules broken at once',
      command: `curl -i ${url}/bookings ${AS_ADA} --json '${BOOKING.replace('3}', '30, "isVip": true}')}'`,
    },
    {
      about: 'a date that is none',
      command: `curl -i ${url}/bookings ${AS_ADA} --json '${BOOKING.replace('03-02', '02-30')}'`,
    },
    { about: 'nobody in particular', command: `curl -i ${url}/bookings` },
  ],

  page: {
    actions: [
      {
        label: 'Book',
        script: `
          const headers = { Authorization: 'Bearer adas', 'Content-Type': 'application/json' };
          await send('POST', '/bookings', { headers, body: '${BOOKING}' });`,
      },
      {
        label: 'Book 30 nights',
        script: `
          const headers = { Authorization: 'Bearer adas', 'Content-Type': 'application/json' };
          await send('POST', '/bookings', { headers, body: '${BOOKING.replace('3}', '30}')}' });`,
      },
    ],
  },
});
