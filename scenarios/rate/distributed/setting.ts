import { blackHole, type Lab } from 'apilab';
import { type KillableServer, killableServer } from 'apilab/parts/process/killable-server';
import { openStoreClient } from 'apilab/parts/store/client';
import { storeServer } from 'apilab/parts/store/server';
import type { Limit } from '../parts/limiter.ts';
import { type Counting, instance } from './instance.ts';
import { takePlace } from './shared-log.ts';
import type { Policy } from './without-store.ts';

/** Three requests a minute. */
export const LIMIT: Limit = { requests: 3, windowMs: 60_000 };
/** How long clients wait for an answer. */
const CLIENT_PATIENCE_MS = 3000;

export interface SettingOptions {
  readonly instances: number;
  readonly policy: Policy;
  readonly counting: Partial<Counting>;
}

/** Starts instances of an API and the store that they share; everybody's token is their name. */
export async function openInstances(lab: Lab, { instances, policy, counting }: SettingOptions) {
  const { clock, ids } = lab;
  const names = Array.from({ length: instances }, (_, n) => `api-${n + 1}`);
  const recipe = storeServer({ clock, scripts: [takePlace] });
  const { keyPrefix } = await lab.serve('store', recipe, { client: 'api-1', isStore: true });
  const clients = lab.party('client');
  let uncounted = 0;

  const wayFrom = async (party: string) => {
    const { authority } = await lab.party(party).route('store');
    return () => openStoreClient({ authority, keyPrefix });
  };

  async function openInstance(name: string): Promise<KillableServer> {
    const connect = await wayFrom(name);
    const server = killableServer({ clock, connect: () => lab.connections(name) }, (life) => {
      const redis = life.own(connect());
      const call = (command: string, ...words: readonly string[]) => redis.call(command, ...words);
      return instance(
        {
          clock: life.clock,
          store: life.through('store', { call }),
          limit: LIMIT,
          whoHas: (token) => token,
          newId: () => ids.uuid().slice(0, 8),
          policy,
          onUncounted: () => {
            uncounted += 1;
          },
        },
        counting,
      );
    });
    await lab.serve(name, server.serve);
    return server;
  }

  const servers = new Map<string, KillableServer>();
  for (const name of names) servers.set(name, await openInstance(name));
  const operator = await lab.use((await wayFrom('operator'))());

  return {
    names,
    uncounted: () => uncounted,
    /** Somebody asks an instance for a price, and gives up if no answer comes. */
    async ask(who: string, name: string): Promise<void> {
      const patience = new AbortController();
      const timer = clock.setTimer(CLIENT_PATIENCE_MS, () => patience.abort());
      const headers = { authorization: `Bearer ${who}` };
      await clients
        .fetch(`http://${name}/prices/ABC`, { headers, signal: patience.signal })
        .then((response) => response.arrayBuffer())
        .catch(() => {});
      timer.cancel();
    },
    /** Lets an instance die behind the next command that it sends to the store, if it sends one. */
    dieAfterNextCommand: (name: string) => servers.get(name)?.killAt('after store.call'),
    restart: (name: string) => servers.get(name)?.restart(),
    /** What is left of a key in milliseconds, as the store says: -1 if it never ends. */
    lifetimeOf: async (key: string) => Number(await operator.pttl(key)),
    /** From now on the store says nothing more to those that asked it, and its connections look alive. */
    async silenceStore(): Promise<void> {
      const connected = new Set(lab.wire.connections('store').map(({ client }) => client));
      for (const name of names.filter((instance) => connected.has(instance))) {
        (await lab.party(name).route('store')).tap.inject(blackHole());
      }
    },
  };
}
