import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from 'apilab';
import { parseJson } from 'apilab/parts/http/json';
import { type WebSocket, WebSocketServer } from 'ws';
import { send } from '../parts/json-messages.ts';
import {
  type Choose,
  type Credential,
  fromTheCookie,
  type Origins,
  oneOfThose,
  onTheList,
} from './admission.ts';
import { closeWhenOver, type Watch } from './expiry.ts';
import { type Session, sessions } from './sessions.ts';

/** What a 401 asks for; the scheme needs a parameter (RFC 6750 §3). */
const CHALLENGE = 'Bearer realm="chat"';
/** How long a client may take to show its ticket, in milliseconds. */
const PATIENCE_MS = 5000;

export interface GuardedChatOptions {
  readonly clock: Clock;
  /** Draws what nobody can guess, such as `randomUUID`. */
  readonly secret: () => string;
  readonly sessionMs: number;
  /** Pages of which origins may open a socket. */
  readonly origins: readonly string[];
  /** Who has which key. */
  readonly keys: ReadonlyMap<string, string>;
  /** Takes a line of the access log. */
  readonly log: (line: string) => void;
  /** Key and certificate. */
  readonly tls?: ServerOptions;
  readonly mayCome?: Origins;
  readonly choose?: Choose;
  readonly credential?: Credential;
  readonly watch?: Watch;
}

/** A chat that lets in who may: by a cookie at the handshake, or by a ticket as the first message. */
export function guardedChat(options: GuardedChatOptions) {
  const { clock, secret, sessionMs, origins, keys, log, tls } = options;
  const { mayCome = onTheList, choose = oneOfThose, credential = fromTheCookie } = options;
  const { watch = closeWhenOver } = options;
  const known = sessions({ clock, secret, sessionMs });
  /** By a session, or by the key of a program. */
  const sessionOf = (id: string): Session | undefined => {
    const user = keys.get(id);
    return user === undefined ? known.of(id) : { user, until: clock.now() + sessionMs };
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    log(`${request.method} ${request.url}`);
    request.resume();
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const session = keys.has(key) ? sessionOf(key) : undefined;
    if (request.method === 'GET' && request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Chat</title>');
    } else if (request.method !== 'POST' || !['/login', '/tickets'].includes(request.url ?? '')) {
      response.writeHead(404, { 'content-length': 0 }).end();
    } else if (session === undefined) {
      response.writeHead(401, { 'www-authenticate': CHALLENGE, 'content-length': 0 }).end();
    } else if (request.url === '/login') {
      const cookie = `session=${known.open(session.user)}; Path=/; Secure; HttpOnly; SameSite=None`;
      response.writeHead(204, { 'set-cookie': cookie }).end();
    } else {
      response
        .writeHead(201, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify({ ticket: known.ticketFor(session) }));
    }
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 4096,
    perMessageDeflate: false,
    handleProtocols: choose,
  });
  const server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer);
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    log(`${request.method} ${request.url}`);
    if (!mayCome(request.headers.origin, origins)) return refuse(stream, 403);
    const given = credential(request);
    const session = given === undefined ? undefined : sessionOf(given);
    if (given !== undefined && session === undefined) return refuse(stream, 401);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => {});
      if (session !== undefined) letIn(socket, session);
      else askForTicket(socket);
    });
  });

  /** Nothing but a ticket is worked on before it is known who speaks. */
  function askForTicket(socket: WebSocket): void {
    const refuseIt = () => socket.close(1008, 'show a ticket');
    const patience = clock.setTimer(PATIENCE_MS, refuseIt);
    socket.on('close', () => patience.cancel());
    socket.once('message', (content) => {
      patience.cancel();
      const { ticket }: Record<string, unknown> = Object(parseJson(String(content)));
      const session = typeof ticket === 'string' ? known.redeem(ticket) : undefined;
      if (session === undefined) refuseIt();
      else letIn(socket, session);
    });
  }

  function letIn(socket: WebSocket, session: Session): void {
    watch(socket, session, clock);
    send(socket, { hello: session.user });
    socket.on('message', (content) => send(socket, { by: session.user, said: String(content) }));
  }

  return server;
}

/** Before the 101 it is HTTP, and a refusal has a status. */
function refuse(stream: Duplex, status: 401 | 403): void {
  stream.on('error', () => {});
  const challenge = status === 401 ? `WWW-Authenticate: ${CHALLENGE}\r\n` : '';
  const fields = `Date: ${new Date().toUTCString()}\r\n${challenge}Connection: close\r\nContent-Length: 0`;
  // Who never ends its own side would otherwise hold the connection for ever.
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields}\r\n\r\n`, () =>
    stream.destroy(),
  );
}
