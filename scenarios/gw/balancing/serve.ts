import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { backend, balancer, type Choose } from './balancer.ts';
import { byWeight } from './by-weight.ts';
import { fewestAtWork } from './fewest-at-work.ts';
import { byHash, bySender, type KeyOf } from './hash-ring.ts';
import { inTurn } from './in-turn.ts';
import { worker } from './worker.ts';

/** Three servers, of which the first takes most, and the ways in which they can be chosen. */
const WEIGHTS = { a: 3, b: 2, c: 1 } as const;

/** How one of them is chosen, by the first part of the path. */
export interface Choices {
  readonly turn?: Choose;
  readonly weight?: Choose;
  readonly least?: Choose;
  readonly hash?: (keyOf: KeyOf) => Choose;
}

/** A balancer that chooses as the first part of the path says, before three servers on ports of their own. */
export async function openPool({ clock, use }: LiveLab, choices: Choices): Promise<ServerRecipe> {
  const backends = [];
  for (const [name, weight] of Object.entries(WEIGHTS)) {
    const server = createServer(
      getRequestListener(worker(name, clock).fetch, { overrideGlobalObjects: false }),
    );
    const { port } = use(await listening(server, { host: '127.0.0.1' }));
    const hop = use(openProxy({ to: `http://127.0.0.1:${port}`, name: 'lb' }));
    backends.push(backend(name, hop, weight));
  }
  const { turn, weight, least, hash = byHash } = choices;
  const ways = new Map([
    ['turn', balancer({ backends, choose: turn ?? inTurn() })],
    ['weight', balancer({ backends, choose: weight ?? byWeight() })],
    ['least', balancer({ backends, choose: least ?? fewestAtWork() })],
    ['hash', balancer({ backends, choose: hash(bySender) })],
  ]);
  return {
    fetch(request) {
      // No Request can be made of it again.
      if (request.method === 'TRACE') return new Response(null, { status: 405 });
      const url = new URL(request.url);
      const [, way = '', ...rest] = url.pathname.split('/');
      url.pathname = `/${rest.join('/')}`;
      const asked = new Request(url, request);
      return ways.get(way)?.fetch(asked) ?? new Response(null, { status: 404 });
    },
  };
}

/** One address, three servers. */
export default defineServer({
  title: 'Three servers behind one address',
  about: 'Each answer says which of a, b and c it is from; the path says how one is chosen.',
  party: 'lb',

  start: (lab) => openPool(lab, {}),

  tryIt: ({ url }) => [
    {
      about: 'in turn',
      command: `for n in 1 2 3 4 5 6; do curl -s ${url}/turn/price; echo; done`,
    },
    {
      about: 'by weight: a takes 3, b 2, c 1',
      command: `for n in 1 2 3 4 5 6; do curl -s ${url}/weight/price; echo; done`,
    },
    {
      about: 'a report takes a while; prices go to those who have less to do',
      command: `curl -s ${url}/least/report & for n in 1 2 3 4; do curl -s ${url}/least/price; echo; done`,
    },
    {
      about: 'by who asks: always the same server',
      command: `for n in 1 2 3; do curl -s ${url}/hash/basket -H 'Authorization: Bearer ada'; echo; done`,
    },
  ],
});
