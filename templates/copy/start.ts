/**
 * Starts the server of `serve.ts`: `node start.ts`, with Node 22.18 or later, or `npx tsx start.ts`. It
 * listens on this machine only; `PORT` says where, 8000 by default.
 *
 * @module
 */

import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import {
  type Closable,
  type FetchHandler,
  listening,
  systemClock,
  systemIds,
  systemRandom,
} from './lab.ts';
import definition from './serve.ts';

const at = { host: '127.0.0.1', port: Number(process.env.PORT ?? 8000) };
const opened: Closable[] = [];

const recipe = await definition.start({
  clock: systemClock,
  random: systemRandom,
  ids: systemIds,
  use(resource) {
    opened.push(resource);
    return resource;
  },
  statements: () => () => {},
});
const server = await (typeof recipe === 'function' ? recipe(at) : overHttp(recipe));
opened.push(server);

let isClosing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (isClosing) process.exit(1);
    isClosing = true;
    for (const resource of opened.reverse()) await resource.close();
    process.exit(0);
  });
}

const authority = `${at.host}:${server.port}`;
console.log(`${definition.title} on http://${authority}`);
for (const { about, command } of definition.tryIt({ url: `http://${authority}`, authority })) {
  console.log(`\n# ${about}\n${command}`);
}

function overHttp(handler: FetchHandler) {
  const listener = getRequestListener((request) => handler.fetch(request));
  return listening(createServer(listener), at);
}
