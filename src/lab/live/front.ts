import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import type { FetchHandler, ListenAt, RunningServer, ServerRecipe } from '../scenario/lab.ts';
import { docsPage } from './docs-page.ts';
import type { ServerDefinition } from './server.ts';
import { testPage } from './test-page.ts';

/** Puts a group's test page at `/`, and its OpenAPI description at `/docs`, before what it serves. */
export function withFront(definition: ServerDefinition, recipe: ServerRecipe): ServerRecipe {
  const front = pages(definition);
  if (front === undefined) return recipe;
  if (typeof recipe !== 'function') {
    return { fetch: (request) => front(request) ?? recipe.fetch(request) };
  }
  return async (at) => startBefore(await recipe(at), at, front);
}

/** Answers a request for one of a group's pages; undefined for any other. */
type Pages = (request: Request) => ReturnType<FetchHandler['fetch']> | undefined;

function pages({ title, about, page, openapi }: ServerDefinition): Pages | undefined {
  if (page === undefined && openapi === undefined) return undefined;
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const { pathname } = new URL(request.url);
    const isUpgrade = request.headers.has('upgrade');
    if (pathname === '/' && page !== undefined && !isUpgrade) {
      return testPage({ title, about, page, links: openapi === undefined ? [] : ['/docs'] });
    }
    if (openapi === undefined) return undefined;
    if (pathname === '/openapi.json') return Response.json(openapi);
    return pathname === '/docs' ? docsPage(openapi) : undefined;
  };
}

/** Starts an HTTP server with the pages; all else, upgrades too, goes on to the one behind it. */
async function startBefore(behind: RunningServer, { host, guard }: ListenAt, front: Pages) {
  const { getRequestListener } = await import('@hono/node-server');
  const listener = getRequestListener(
    (request) => front(request) ?? passOn(request, host, behind.port),
    { overrideGlobalObjects: false },
  );
  const server = createServer(listener);
  guard?.(server);
  const tunnels = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const upstream = connect({ host, port: behind.port });
    tunnel(upstream, stream, tunnels);
    upstream.write(headOf(request));
    upstream.write(head);
  });
  const port = await listening(server, host);
  return {
    port,
    close: async () => {
      for (const stream of tunnels) stream.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await behind.close();
    },
  };
}

/** Joins two streams; either one's end is the other's. */
function tunnel(upstream: Socket, stream: Duplex, open: Set<Duplex>): void {
  for (const [from, to] of [
    [upstream, stream],
    [stream, upstream],
  ] as const) {
    open.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      to.end();
    });
    from.pipe(to);
  }
}

/** The head of a request, its fields as they came. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let n = 0; n < rawHeaders.length; n += 2)
    lines.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function passOn(request: Request, host: string, port: number): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { method } = request;
  const body = Buffer.from(await request.arrayBuffer());
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(request.headers);
    const { signal } = request;
    const to = { host, port, method, path: pathname + search, headers, signal };
    const sent = httpRequest(to, (answer) => resolve(responseOf(answer, method)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The answer, its content as it comes: one that has no end is a stream for who reads it, too. */
function responseOf(answer: IncomingMessage, method: string): Response {
  const { statusCode = 502, rawHeaders } = answer;
  const headers = new Headers();
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? '';
    if (!/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name)) {
      headers.append(name, rawHeaders[n + 1] ?? '');
    }
  }
  const isEmpty = method === 'HEAD' || statusCode === 204 || statusCode === 304;
  if (isEmpty) answer.resume();
  const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
  return new Response(body, { status: statusCode, headers });
}

function listening(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP port'));
      else resolve(address.port);
    });
  });
}
