import { execute, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { WebSocketServer } from 'ws';
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

/** GraphQL over WebSocket, the subprotocol graphql-transport-ws. */
export const transportWs: Transport = (sockets, options) => {
  const { graph, mayConnect, beginWithinMs = 3000, pingEveryMs = 12_000 } = options;
  useServer(
    {
      // Those of the package that made the schema: with two copies of it nothing would fit.
      ...{ execute, subscribe },
      connectionInitWaitTimeout: beginWithinMs,
      onConnect: ({ connectionParams = {} }) => mayConnect(connectionParams),
      // Errors that are returned are told to the client. A syntax error that is thrown would end all
      // that it has subscribed to.
      onSubscribe: (_, __, payload) => graph.prepare(payload),
      isProd: true,
    },
    sockets,
    pingEveryMs,
  );
};
