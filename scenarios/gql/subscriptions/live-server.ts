import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import { graphEvents } from './graph-events.ts';
import { type Transport, type TransportOptions, transportWs } from './transport-ws.ts';

/** How long a message may be, in bytes. */
const MOST_BYTES = 16_384;

export interface LiveServerOptions extends TransportOptions {
  readonly transport?: Transport;
}

/** One address for both: WebSocket at /graphql, event streams at /graphql/stream. */
export function liveServer({ transport = transportWs, ...options }: LiveServerOptions): Server {
  const { fetch } = graphEvents(options);
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
  });
  transport(sockets, options);
  return server;
}
