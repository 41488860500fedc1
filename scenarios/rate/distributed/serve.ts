import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openStoreClient } from 'apilab/parts/store/client';
import { storeServer } from 'apilab/parts/store/server';
import { type Counting, instance } from './instance.ts';
import { type StoreCalls, takePlace } from './shared-log.ts';

const LIMIT = { requests: 5, windowMs: 10_000 };
const TOKENS: Readonly<Record<string, string>> = { 'ada-token': 'ada', 'grace-token': 'grace' };
const INSTANCES = 4;

/** Four instances behind one door, which lets them take turns, and the store that they share. */
export async function fourInstances(
  { clock, ids, use }: LiveLab,
  counting: Partial<Counting> = {},
): Promise<ServerRecipe> {
  const store = await storeServer({ clock, scripts: [takePlace] })({ host: '127.0.0.1' });
  use(store);
  const redis = use(openStoreClient({ authority: `127.0.0.1:${store.port}` }));
  const calls: StoreCalls = { call: (command, ...words) => redis.call(command, ...words) };
  const instances = Array.from({ length: INSTANCES }, () =>
    instance(
      {
        clock,
        store: calls,
        limit: LIMIT,
        whoHas: (token) => (Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined),
        newId: () => ids.uuid(),
        policy: 'open',
      },
      counting,
    ),
  );
  let turn = 0;
  return {
    async fetch(request) {
      turn = (turn + 1) % INSTANCES;
      const answer = await instances[turn]?.fetch(request);
      return answer ?? new Response(null, { status: 502 });
    },
  };
}

/** Prices from four instances that take turns, five in ten seconds for each client. */
export default defineServer({
  title: 'Four instances, one limit',
  about: 'Four instances take turns; together they admit five requests in any 10 s.',
  standard: 'rfc6585 §4',
  focus: ['retry-after'],

  start: (lab) => fourInstances(lab),

  tryIt: ({ url }) => [
    {
      about: 'a price',
      command: `curl -i ${url}/prices/ABC -H 'Authorization: Bearer ada-token'`,
    },
    {
      about: 'how many of twelve get through',
      command: `for n in 1 2 3 4 5 6 7 8 9 10 11 12; do curl -s -o /dev/null -w '%{http_code}\\n' ${url}/prices/ABC -H 'Authorization: Bearer ada-token'; done`,
    },
    {
      about: 'somebody else is not affected',
      command: `curl -i ${url}/prices/ABC -H 'Authorization: Bearer grace-token'`,
    },
  ],
});
