import type { Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { type Backend, backend, balancer, type Choose } from './balancer.ts';
import { worker } from './worker.ts';

/** How long after the last one the next request comes in the busy step, in milliseconds. */
const APART_MS = 20;
/** One in so many requests takes long. */
const LONG_EVERY = 10;
const NAMES = ['a', 'b', 'c', 'd'] as const;

/** A balancer before servers that come and go. */
export async function openBalancer({ serve, party, use, clock, together }: Lab) {
  const lb = balancer({ backends: [], choose: () => undefined });
  await serve('lb', lb);
  for (const name of NAMES) await serve(name, worker(name, clock), { client: 'lb' });
  const hops = new Map(
    await Promise.all(
      NAMES.map(async (name) => {
        const { url: to } = await party('lb').route(name);
        return [name, await use(openProxy({ to, name: 'lb' }))] as const;
      }),
    ),
  );

  async function ask(path: string, who?: string): Promise<void> {
    const headers = who === undefined ? {} : { authorization: `Bearer ${who}` };
    const answer = await party('client').fetch(`http://lb${path}`, { headers });
    await answer.arrayBuffer();
  }

  return {
    /** Sets the balancer to these servers, such as `a b c` or `a:3 b:2`, and to a way to choose. */
    set(servers: string, choose: Choose): void {
      const backends = servers.split(' ').flatMap((server): Backend[] => {
        const [name = '', weight = '1'] = server.split(':');
        const hop = hops.get(name as (typeof NAMES)[number]);
        return hop === undefined ? [] : [backend(name, hop, Number(weight))];
      });
      lb.reload({ backends, choose });
    },
    /** One asks for the price, again and again. */
    async askInARow(times: number): Promise<void> {
      for (let n = 0; n < times; n++) await ask('/price');
    },
    /** Many ask, one every 20 ms; each tenth wants a report, which takes long. */
    async askInAStream(times: number): Promise<void> {
      const requests = Array.from({ length: times }, (_, n) => async () => {
        await clock.sleep(n * APART_MS);
        await ask(n % LONG_EVERY === LONG_EVERY - 1 ? '/report' : '/price');
      });
      await together(requests);
    },
    /** So many clients look into their basket, one after the other, each so many times. */
    async eachAsks(clients: number, times = 1): Promise<void> {
      for (let n = 0; n < clients * times; n++) await ask('/basket', `client-${(n % clients) + 1}`);
    },
  };
}
