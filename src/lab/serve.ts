import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchHandler, RunningServer, ServerRecipe } from './lab.ts';
import { NamedResponse } from './named-response.ts';

/** The address everything in a run listens on. */
export const LOOPBACK = '127.0.0.1';

/** Starts a server on a free port of the loopback address. */
export async function startServer(recipe: ServerRecipe): Promise<RunningServer> {
  if (typeof recipe === 'function') return recipe({ host: LOOPBACK });
  return startHttpServer(recipe);
}

async function startHttpServer(handler: FetchHandler): Promise<RunningServer> {
  const { getRequestListener } = await import('@hono/node-server');
  const listener = getRequestListener((request) => handler.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server = createServer({ ServerResponse: NamedResponse }, listener);
  // The lab's clock decides what is late: limits in real time are off.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.timeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
