import { IncomingMessage, ServerResponse } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http2';
import { BlockList, isIP, isIPv6, type Server } from 'node:net';
import { hostname } from 'node:os';
import { Duplex } from 'node:stream';
import { refusesStream, streamOf } from './guard-http2.ts';

/** The longest request body that a served scenario takes, in bytes. */
export const MOST_BODY_BYTES = 1024 * 1024;

/** Keeps a server from answering whom it should not. Installed before it listens. */
export type Guard = (server: Server) => void;

/**
 * The guard of a server that anybody's browser may reach by a page of somebody else:
 *
 * - A request for a host that this machine does not have is one whose name was bound to it by others
 *   (DNS rebinding): 421 (RFC 9110 §15.5.20).
 * - A WebSocket is no fetch that a browser would hold back: it opens for pages of this machine only
 *   (RFC 6455 §10.2): 403.
 * - A body beyond a limit would fill the memory: 413 (RFC 9110 §15.5.14).
 *
 * It is the same over HTTP/2. Servers of other protocols pass, and gRPC: no page can speak those to them, and
 * gRPC's own limit of a message answers with RESOURCE_EXHAUSTED.
 *
 * @param host the address that clients were told to connect to
 */
export function guardFor(host: string): Guard {
  return (server) => {
    const { emit } = server;
    const limits = { body: MOST_BODY_BYTES, isKnown: (name?: string) => isKnown(name, host) };
    server.emit = (event: string, ...given: readonly unknown[]) => {
      const [request, answer] = given;
      const stream = streamOf(event, request);
      const isRefused = stream
        ? refusesStream(stream, answer as IncomingHttpHeaders, limits)
        : request instanceof IncomingMessage && refuses(event, request, answer, host);
      return isRefused || Reflect.apply(emit, server, [event, ...given]);
    };
  };
}

/** True if it was refused, and is answered. */
function refuses(event: string, request: IncomingMessage, answer: unknown, host: string): boolean {
  const { headers } = request;
  const isItsName = isKnown(headers.host, host);
  if (answer instanceof ServerResponse) {
    if (!isItsName) return refuse(answer, 421, 'This server goes by another name.');
    if (Number(headers['content-length']) > MOST_BODY_BYTES) return refuseBody(answer);
    boundBody(request, answer);
    return false;
  }
  if (event !== 'upgrade' || !(answer instanceof Duplex)) return false;
  if (isItsName && isOwnPage(headers.origin, headers.host)) return false;
  const status = isItsName ? '403 Forbidden' : '421 Misdirected Request';
  answer.end(rawAnswer(status));
  return true;
}

function rawAnswer(status: string): string {
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}

function refuse(answer: ServerResponse, status: number, why: string): true {
  answer.writeHead(status, { Connection: 'close', 'Content-Type': 'text/plain' });
  answer.end(`${why}\n`);
  return true;
}

function refuseBody(answer: ServerResponse): true {
  return refuse(answer, 413, `A body may have ${MOST_BODY_BYTES} bytes here.`);
}

/** Counts a body whose length is not said before. */
function boundBody(request: IncomingMessage, answer: ServerResponse): void {
  const push = request.push.bind(request);
  let byteLength = 0;
  let isRefused = false;
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    byteLength += chunk instanceof Uint8Array ? chunk.byteLength : 0;
    if (byteLength <= MOST_BODY_BYTES) return push(chunk, encoding);
    if (!isRefused) {
      isRefused = true;
      const refusal = answer.headersSent ? '' : rawAnswer('413 Content Too Large');
      // Whoever waits for the body learns that it does not come, and has nobody to answer to.
      request.socket.end(refusal, () => request.destroy());
    }
    // The connection is read on until it is closed, or the answer might be lost with what is unread.
    return true;
  };
}

/** Browsers say where a page comes from; other clients say nothing. */
function isOwnPage(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const page = URL.canParse(origin) ? new URL(origin) : undefined;
  return page !== undefined && (page.host === host || isLoopbackName(bare(page.hostname)));
}

/** Whether the server goes by what a client calls it, if it calls it anything. */
function isKnown(field: string | undefined, host: string): boolean {
  const asked = hostOf(field);
  return asked === undefined || knows(asked, host);
}

/** An address can be no name that was bound to this machine by others. */
function knows(asked: string, host: string): boolean {
  if (isIP(asked) !== 0 || isLoopbackName(asked) || asked === host.toLowerCase()) return true;
  const own = hostname().toLowerCase();
  return asked === own || asked === `${own}.local`;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

function isLoopbackName(name: string): boolean {
  if (isIP(name) !== 0) return loopback.check(name, isIPv6(name) ? 'ipv6' : 'ipv4');
  return name === 'localhost' || name.endsWith('.localhost');
}

/** The host of a `Host` field, without its port. */
function hostOf(field: string | undefined): string | undefined {
  return field === undefined ? undefined : bare(field.replace(/:\d*$/, ''));
}

function bare(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}
