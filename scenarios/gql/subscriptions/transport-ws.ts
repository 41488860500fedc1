import { execute, GraphQLError, subscribe } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { LiveGraph } from './live-graph.ts';

export interface TransportOptions {
  readonly graph: LiveGraph;
  /** Who may subscribe, by what they say when they begin. */
  readonly mayConnect: (parameters: Readonly<Record<string, unknown>>) => boolean;
  /** How long a client may take to begin. */
  readonly beginWithinMs?: number;
  /** How often a client that says nothing is asked whether it is there; 0 for never. */
  readonly pingEveryMs?: number;
}

/** How WebSockets are spoken on. */
export type Transport = (sockets: WebSocketServer, options: TransportOptions) => void;

/** How many operations a connection has at once: each of them listens, and costs memory. */
const MOST_OPERATIONS = 100;
/** Who reads so slowly that more waits is let go: even its pings have answers that wait. */
const MOST_WAITING_BYTES = 64 * 1024;

/**
 * GraphQL over WebSocket, the subprotocol graphql-transport-ws. The library knows the protocol; what
 * joins it to a socket is here, as its own adapter for `ws` puts no bound on what waits for a reader.
 */
export const transportWs: Transport = (sockets, options) => {
  const { graph, mayConnect, beginWithinMs = 3000, pingEveryMs = 12_000 } = options;
  const protocol = makeServer({
    // Those of the package that made the schema: with two copies of it nothing would fit.
    ...{ execute, subscribe },
    connectionInitWaitTimeout: beginWithinMs,
    onConnect: ({ connectionParams = {} }) => mayConnect(connectionParams),
    // Errors that are returned are told to the client. A syntax error that is thrown would end all
    // that it has subscribed to.
    onSubscribe: ({ subscriptions }, _, payload) =>
      Object.keys(subscriptions).length > MOST_OPERATIONS
        ? [new GraphQLError('Too many operations at once')]
        : graph.prepare(payload),
  });
  sockets.options.handleProtocols = handleProtocols;
  sockets.on('connection', (socket) => {
    // What is wrong with a connection ends it, and its end is what counts.
    socket.on('error', () => {});
    if (pingEveryMs > 0) keepAsking(socket, pingEveryMs);
    const fail = () => socket.close(CloseCode.InternalServerError, 'Internal server error');
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => sendTo(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (content) => void take(String(content)).catch(fail)),
      },
      {},
    );
    socket.once('close', (code, reason) => void closed(code, String(reason)));
  });
};

/** Resolves when a message has left, so that a source is not asked for more before. */
function sendTo(socket: WebSocket, text: string): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
  return new Promise((resolve) => {
    // A connection that is breaking takes nothing: its end is told as such.
    if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
    else resolve();
  });
}

/** Pings, and drops whoever has not answered by the next time. */
function keepAsking(socket: WebSocket, everyMs: number): void {
  let isThere = true;
  socket.on('pong', () => {
    isThere = true;
  });
  const asking = setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
  }, everyMs);
  socket.on('close', () => clearInterval(asking));
}
