import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { connect } from 'apilab/parts/shop/connection';
import { openDatabase } from 'apilab/parts/shop/database';
import { KEYBOARD, SCHEMA } from './schema.ts';
import { type ShopApiOptions, shopApi } from './shop-api.ts';

/** Long enough that two commands of a shell overlap. */
const ROUND_TRIP_MS = 300;

interface ServedWriting extends Omit<ShopApiOptions, 'db'> {
  readonly schema?: string;
}

/** A shop whose database is slow to reach. */
export function servedShop(
  { clock, use, statements }: LiveLab,
  { schema = SCHEMA, ...how }: ServedWriting = {},
): ServerRecipe {
  const db = use(openDatabase());
  db.create(`${schema}; ${KEYBOARD};`);
  db.watch(statements('api', 'db'));
  return shopApi({ db: connect(db, { clock, roundTripMs: ROUND_TRIP_MS }), ...how });
}

/** Sign-ups, renames and sales, decided by the database. */
export default defineServer({
  title: 'A shop where the database decides',
  about: `One keyboard, version "7", in a database that is ${ROUND_TRIP_MS} ms away.`,
  standard: ['rfc9110 §13.1.1', 'rfc9110 §15.5.10'],
  focus: ['if-match', 'etag'],

  start: (lab) => servedShop(lab),

  tryIt: ({ url }) => [
    {
      about: 'two sign up with one address at once',
      command: `for n in 1 2; do curl -s -o /dev/null -w '%{http_code}\\n' ${url}/customers -d '{"email": "us@mail.example"}' & done; wait`,
    },
    { about: 'the keyboard, with its version', command: `curl -i ${url}/products/1` },
    {
      about: 'a new name, for that version',
      command: `curl -i -X PUT ${url}/products/1/name -H 'If-Match: "7"' -d '"Quiet keyboard"'`,
    },
    {
      about: 'two buy the last one at once',
      command: `for n in 1 2; do curl -s -o /dev/null -w '%{http_code}\\n' -X POST ${url}/products/1/purchases & done; wait`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Two sign up at once',
        script: `
          const body = JSON.stringify({ email: 'page@mail.example' });
          await Promise.all([1, 2].map(() => send('POST', '/customers', { body })));`,
      },
      {
        label: 'Two buy at once',
        script: `await Promise.all([1, 2].map(() => send('POST', '/products/1/purchases')));`,
      },
    ],
  },
});
