import { createServer } from 'node:http';
import { connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { memberOf } from '../parts/events.ts';
import { guardedDeliver } from './guarded-deliver.ts';
import { metadata, namesOf, stranger } from './neighbours.ts';
import { type Deliver, inTime, type Network } from './post.ts';

/** What is reached at which address: servers of this session, and nothing else on this machine or elsewhere. */
const SERVERS = {
  '203.0.113.20 80': stranger,
  '169.254.169.254 80': metadata,
  '127.0.0.1 80': metadata,
  '::1 80': metadata,
  '::ffff:a9fe:a9fe 80': metadata,
  '::ffff:7f00:1 80': metadata,
};

/** A sender that delivers to whatever it is told to, in a network of its own. */
export async function openSender(
  { use, clock }: LiveLab,
  deliver: Deliver = guardedDeliver,
): Promise<ServerRecipe> {
  const ports = new Map<string, number>();
  for (const [place, { fetch }] of Object.entries(SERVERS)) {
    const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
    const { port } = use(await listening(server, { host: '127.0.0.1' }));
    ports.set(place, port);
  }
  return {
    async fetch(request) {
      if (new URL(request.url).pathname !== '/deliver') return problem({ status: 404 });
      if (request.method !== 'POST') return problem({ status: 405 }, { Allow: 'POST' });
      const content = await readJson(request);
      if (content.state === 'too-large') return problem({ status: 413 });
      const url = content.state === 'read' ? memberOf(content.value, 'url') : undefined;
      if (typeof url !== 'string') return problem({ status: 400, detail: 'Send {"url": ...}.' });
      // Each delivery begins with names that nobody has asked for yet.
      const network: Network = {
        resolve: namesOf(),
        connect: (address, port) =>
          connect({ host: '127.0.0.1', port: ports.get(`${address} ${port}`) ?? 1 }),
      };
      const outcome = await inTime(clock, (signal) =>
        deliver({ url, headers: {}, body: '{}', signal }, network),
      );
      return Response.json(outcome);
    },
  };
}

/** Somewhere to register endpoints, good ones and others. */
export default defineServer({
  title: 'A sender that is told where to call',
  about:
    'POST /deliver calls a URL, in a network of its own: rebind.example, inside.example, moved.example.',
  standard: 'standard-webhooks §Server side request forgery (SSRF)',
  party: 'sender',

  start: (lab) => openSender(lab),

  tryIt: ({ url }) => [
    { about: 'somebody outside', command: deliverCommand(url, 'http://moved.example/') },
    { about: 'inside, as an address', command: deliverCommand(url, 'http://169.254.169.254/') },
    { about: 'the same as a number', command: deliverCommand(url, 'http://2852039166/') },
    { about: 'the same in IPv6', command: deliverCommand(url, 'http://[::ffff:169.254.169.254]/') },
    { about: 'the same as a name', command: deliverCommand(url, 'http://inside.example/') },
    { about: 'a name that changes', command: deliverCommand(url, 'http://rebind.example/') },
    { about: 'a redirect inside', command: deliverCommand(url, 'http://moved.example/moved') },
  ],
});

const deliverCommand = (url: string, endpoint: string) =>
  `curl -i ${url}/deliver --json '{"url":"${endpoint}"}'`;
