import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createSecureServer,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type SecureServerOptions,
} from 'node:http2';
import type { Writable } from 'node:stream';
import type { Clock } from 'apilab';
import { type Guard, keepCalm } from './reset-limit.ts';

/** How long it takes to draw a picture that is not there yet. */
const WORK_MS = 300;
/** Each picture with its length in bytes. A large one is longer than a window of flow control. */
const PICTURES: ReadonlyMap<string, number> = new Map([
  ['/small', 2_000],
  ['/large', 80_000],
  ['/drawn', 2_000],
]);
/** How many answers a client may wait for at once on a connection. */
const settings = { maxConcurrentStreams: 100 };

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

export interface GalleryOptions {
  readonly clock: Clock;
  /** Watches the connections of HTTP/2. */
  readonly guard?: Guard;
}

/** Pictures, over HTTP/2; over TLS also over HTTP/1.1, for those who offer that alone. */
export function gallery({ clock, guard = keepCalm }: GalleryOptions) {
  let drawn = 0;

  /** Works for an answer, and not for somebody who is gone. */
  async function work(response: Writable): Promise<boolean> {
    drawn++;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return clock.sleep(WORK_MS, { signal: gone.signal }).then(
      () => true,
      () => false,
    );
  }

  async function answer({ method, url = '/' }: Request, response: Response): Promise<void> {
    const say = (status: number, type: string, content: string | Buffer) => {
      response.statusCode = status;
      response.setHeader('content-type', type);
      response.setHeader('content-length', Buffer.byteLength(content));
      response.setHeader('date', clock.date().toUTCString());
      if (status === 405) response.setHeader('allow', 'GET, HEAD');
      if (method === 'HEAD') response.end();
      else response.end(content);
    };
    const [path = ''] = url.split('?');
    const bytes = PICTURES.get(path);
    if (method !== 'GET' && method !== 'HEAD') return say(405, 'text/plain', 'Only GET.\n');
    if (bytes === undefined) return say(404, 'text/plain', 'There is no such picture.\n');
    if (path === '/drawn' && !(await work(response))) return;
    say(200, 'image/png', Buffer.alloc(bytes, 0xff));
  }

  function listener(request: Request, response: Response): void {
    request.resume();
    response.on('error', () => response.destroy());
    void answer(request, response);
  }

  return {
    /** How often work was begun. */
    get drawn() {
      return drawn;
    },
    listener,
    /** The server: over TLS if it is told what that needs. */
    server(tls?: SecureServerOptions) {
      const server = tls
        ? createSecureServer({ ...tls, allowHTTP1: true, settings }, listener)
        : createServer({ settings }, listener);
      server.on('session', (session) => guard(session, clock));
      return server;
    },
  };
}
