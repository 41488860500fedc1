import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchHandler, RunningServer, ServerRecipe } from '../scenario/lab.ts';
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
  const listener = getRequestListener(
    async (request) => withLength(request, await handler.fetch(request)),
    { overrideGlobalObjects: false },
  );
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

/** Statuses that never have content, and so no length of it (RFC 9110 §8.6). */
const CONTENTLESS = [204, 304];

/** Says of an answer without a body that its length is 0; the listener would send it in chunks, none of them. */
function withLength({ method }: Request, response: Response): Response {
  const { status, statusText, body } = response;
  if (body !== null || method === 'HEAD' || CONTENTLESS.includes(status)) return response;
  if (response.headers.has('content-length')) return response;
  // The fields of some answers, such as those of `Response.redirect`, cannot be changed.
  const headers = new Headers(response.headers);
  headers.set('content-length', '0');
  return new Response(null, { status, statusText, headers });
}
