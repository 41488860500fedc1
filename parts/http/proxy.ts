import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** Fields of one connection that are never passed on (RFC 9110 §7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Statuses whose answers never have content. */
const CONTENTLESS: ReadonlySet<number> = new Set([204, 205, 304]);

export interface ProxyOptions {
  /** Where requests go, such as `http://127.0.0.1:4000`. */
  readonly to: string;
  /** What it calls itself in `Via` (RFC 9110 §7.6.3). */
  readonly name: string;
  /** What `Host` says to the server behind; that of `to` by default. */
  readonly host?: string;
}

/** Passes requests on, over connections of its own. */
export interface Proxy {
  /** What `Host` says to the server behind: in front of the paths of its own in absolute addresses. */
  readonly host: string;
  /**
   * Passes a request on and gives the answer, both as they come, nothing held and nothing decoded. If the
   * client goes away the request is given up, and an answer that nobody reads any more too.
   *
   * @param change what to say otherwise to the server behind, and what gives it up instead of the client alone
   * @throws NoUpstream if no answer came: the status for it is 502 (RFC 9110 §15.6.3).
   */
  forward(
    request: Request,
    change?: {
      readonly path?: string;
      readonly fields?: Readonly<Record<string, string | null>>;
      readonly signal?: AbortSignal;
    },
  ): Promise<Response>;
  close(): void;
}

/** The server behind did not answer. */
export class NoUpstream extends Error {
  override readonly name = 'NoUpstream';
  readonly code = 'no-upstream';
}

/**
 * What a gateway, a cache or a balancer does with a request that it passes on, and nothing of what makes
 * it one. It knows no WebSocket, and passes no interim answers and no trailers on.
 *
 * @example
 * const orders = openProxy({ to: (await lab.party('gw').route('orders')).url, name: 'gw' });
 * await lab.serve('gw', { fetch: (request) => orders.forward(request) });
 */
export function openProxy({ to, name, host }: ProxyOptions): Proxy {
  const upstream = new URL(to);
  const agent = new Agent({ keepAlive: true });
  return {
    host: host ?? upstream.host,
    async forward(request, { path, fields = {}, signal = request.signal } = {}) {
      const url = new URL(request.url);
      const headers = passedOn(request.headers, name);
      headers.set('host', host ?? upstream.host);
      for (const [field, value] of Object.entries(fields)) {
        if (value === null) headers.delete(field);
        else headers.set(field, value);
      }
      const asked = openRequest({
        agent,
        host: upstream.hostname,
        port: upstream.port,
        method: request.method,
        path: path ?? url.pathname + url.search,
        headers: linesOf(headers),
        signal,
      });
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        asked.once('response', resolve);
        asked.once('error', reject);
      });
      try {
        if (request.body === null) asked.end();
        else await Promise.race([pipeline(nodeStream(request.body), asked), answered]);
        return answerOf(await answered, request.method, name);
      } catch (cause) {
        asked.destroy();
        answered.catch(() => {});
        throw new NoUpstream(`nothing came from ${to}`, { cause });
      }
    },
    close: () => agent.destroy(),
  };
}

function answerOf(incoming: IncomingMessage, method: string, name: string): Response {
  const received = new Headers();
  const { rawHeaders, statusCode: status = 502, statusMessage: statusText = '' } = incoming;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    received.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  }
  const headers = passedOn(received, name);
  // Of a stream that turns out to be empty, servers say what media type it is.
  const isEmpty = CONTENTLESS.has(status) || received.get('content-length') === '0';
  if (method === 'HEAD' || isEmpty) {
    incoming.resume();
    return new Response(null, { status, statusText, headers });
  }
  return new Response(webStream(incoming), { status, statusText, headers });
}

/** The fields without those of the connection, and with this hop in `Via`. */
function passedOn(fields: Headers, name: string): Headers {
  const named = (fields.get('connection') ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase());
  const passed = new Headers();
  fields.forEach((value, field) => {
    if (!HOP_BY_HOP.has(field) && !named.includes(field)) passed.append(field, value);
  });
  passed.append('via', `1.1 ${name}`);
  return passed;
}

function linesOf(headers: Headers): string[] {
  const lines: string[] = [];
  headers.forEach((value, field) => void lines.push(field, value));
  return lines;
}

// Node's streams of the web and those of its types for the web differ in name only.
function nodeStream(body: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(body as NodeReadableStream);
}

function webStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  // Without it the strategy counts chunks, not bytes, and thousands of them are read ahead.
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 });
  return Readable.toWeb(incoming, { strategy }) as ReadableStream<Uint8Array>;
}
