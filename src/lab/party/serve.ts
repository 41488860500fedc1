import { createServer, type RequestListener } from 'node:http';
import type { FetchHandler, ListenAt, RunningServer, ServerRecipe } from '../scenario/lab.ts';
import type { SecureListening } from '../tls/secure-listening.ts';
import { listening } from './listening.ts';
import { NamedResponse } from './named-response.ts';

/** The address everything in a run listens on. */
export const LOOPBACK = '127.0.0.1';

/** Starts a server on a free port of the loopback address. */
export async function startServer(
  recipe: ServerRecipe,
  { tls, guard }: Pick<ListenAt, 'tls' | 'guard'> = {},
): Promise<RunningServer> {
  const at = { host: LOOPBACK, ...(tls && { tls }), ...(guard && { guard }) };
  return typeof recipe === 'function' ? recipe(at) : startHttpServer(recipe, at);
}

async function startHttpServer(handler: FetchHandler, at: ListenAt): Promise<RunningServer> {
  const { getRequestListener } = await import('@hono/node-server');
  const listener = getRequestListener(
    async (request, { outgoing }) =>
      withLength(request, breakingWithSource(await handler.fetch(request), outgoing)),
    { overrideGlobalObjects: false },
  );
  const server = await serverFor(listener, at.tls);
  // The lab's clock decides what is late: limits in real time are off.
  if ('keepAliveTimeout' in server) {
    server.keepAliveTimeout = 0;
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    server.timeout = 0;
  }
  return listening(server, at);
}

/** In the clear, over TLS, or over TLS in whatever version of HTTP the client asks for. */
async function serverFor(listener: RequestListener, tls: SecureListening | undefined) {
  if (tls === undefined) return createServer({ ServerResponse: NamedResponse }, listener);
  if (!tls.ALPNProtocols.includes('h2')) {
    const { createServer: createSecureServer } = await import('node:https');
    return createSecureServer({ ...tls, ServerResponse: NamedResponse }, listener);
  }
  const { createSecureServer } = await import('node:http2');
  const options = { ...tls, allowHTTP1: true, Http1ServerResponse: NamedResponse };
  // Requests of both versions have what the listener asks of one.
  return createSecureServer(options, listener as never);
}

/**
 * An answer that was passed on, as its Via says, breaks off where its source does. The listener would
 * print the error and end the content with its text, as if it were whole.
 */
function breakingWithSource(response: Response, outgoing: { destroy(): unknown }): Response {
  const { body, status, statusText, headers } = response;
  if (body === null || !headers.has('via')) return response;
  const reader = body.getReader();
  const content = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch {
          outgoing.destroy();
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(content, { status, statusText, headers });
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
