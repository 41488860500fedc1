import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** Who sends a longer message is closed with 1009 (RFC 6455 §7.4.1), before all of it is in memory. */
export const LONGEST_MESSAGE_BYTES = 4096;

/** Refuses a handshake with a status, or says nothing against it. */
export type Refusal = (request: IncomingMessage) => number | undefined;

/**
 * An HTTP server whose connections become WebSockets, each handed to `welcome`. What is no handshake
 * is told to upgrade; pages of other sites are refused, and whoever `refusal` names.
 */
export function webSocketEndpoint(
  welcome: (socket: WebSocket) => void,
  refusal: Refusal = () => undefined,
): Server {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const server = createServer((_, response) => {
    response.writeHead(426, { connection: 'Upgrade', upgrade: 'websocket' }).end();
  });
  server.on('upgrade', (request, stream, head) => {
    const status = isOfThisSite(request) ? refusal(request) : 403;
    if (status !== undefined) return refuse(stream, status);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // What is wrong with a connection ends it, and its end is what counts.
      socket.on('error', () => {});
      welcome(socket);
    });
  });
  return server;
}

/** A browser names the page's origin (RFC 6455 §10.2); a program that is none leaves it out, and may say anything. */
function isOfThisSite({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** Before the 101 it is HTTP, and a refusal has a status. */
function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => {});
  const fields = `Date: ${new Date().toUTCString()}\r\nConnection: close\r\nContent-Length: 0`;
  // Who never ends its own side would otherwise hold the connection for ever.
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields}\r\n\r\n`, () =>
    stream.destroy(),
  );
}
