import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { type Announce, announceDates, decided, type Plan } from './dates.ts';
import { peopleApi } from './people-api.ts';
import { PEOPLE_SCHEMA, peopleStore } from './people-store.ts';
import { type End, endWithGone, retirement } from './retirement.ts';

const DAY_MS = 24 * 3600 * 1000;
const MINUTES = 5;

/** How the end is announced, and what comes after it. */
export interface Served {
  readonly planned?: (plan: Plan) => Plan;
  readonly announce?: Announce;
  readonly end?: End;
}

/** People in two versions, of which the first ends soon, and feedback, of which it has ended. */
export function servedPeople(
  { use, statements, clock }: LiveLab,
  { planned = (plan) => plan, announce = announceDates, end = endWithGone }: Served = {},
): ServerRecipe {
  const db = use(openDatabase());
  db.create(PEOPLE_SCHEMA);
  const people = peopleStore(db);
  people.add({ given: 'Ada', family: 'Lovelace' });
  db.watch(statements('api', 'db'));

  const now = clock.date().getTime();
  const deprecatedAt = new Date(now - 90 * DAY_MS);
  const until = (sunsetAt: number) =>
    retirement({
      clock,
      plan: planned(decided({ deprecatedAt, sunsetAt: new Date(sunsetAt) })),
      documentation: 'https://shop.test/docs/v1-ends',
      announce,
      end,
    });
  const [soon, over] = [until(now + MINUTES * 60_000), until(now - DAY_MS)];
  return peopleApi({ people, retire: (move) => (move.isSameShape ? over : soon)(move) });
}

/** A version that is about to end. */
export default defineServer({
  title: 'Two versions, of which one ends',
  about: `GET /v1/users ends in ${MINUTES} minutes, and its answers say so; /v1/feedback has ended.`,
  standard: 'rfc8594 §3',
  focus: ['deprecation', 'sunset', 'link', 'location'],

  start: (lab) => servedPeople(lab),

  tryIt: ({ url }) => [
    { about: 'since when, until when, and where to go', command: `curl -i ${url}/v1/users/1` },
    { about: 'the same in the new version', command: `curl -i ${url}/v2/people/1` },
    {
      about: 'an address that has ended, whose successor takes the same',
      command: `curl -iL ${url}/v1/feedback --json '{"text":"Thank you"}'`,
    },
    {
      about: `sign somebody up; again in ${MINUTES} minutes`,
      command: `curl -i ${url}/v1/users --json '{"name":"Grace Hopper"}'`,
    },
  ],
});
