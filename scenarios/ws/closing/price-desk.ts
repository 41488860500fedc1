import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { webSocketEndpoint } from '../parts/endpoint.ts';
import { send } from '../parts/json-messages.ts';
import { type Read, readMessage, type ServerMessage } from './desk-messages.ts';
import { type End, type Reason, sayWhy } from './endings.ts';

/** After so many messages that are wrong a client is not worth talking to. */
export const MOST_ERRORS = 3;

export interface PriceDeskOptions {
  /** A price in cents; rejects if it cannot be had. */
  readonly priceOf: (stock: string) => Promise<number>;
  readonly end?: End;
  readonly read?: Read;
}

/** Tells prices over WebSocket, and says why whenever it ends a connection. */
export function priceDesk({ priceOf, end = sayWhy, read = readMessage }: PriceDeskOptions) {
  const sockets = new Set<WebSocket>();
  const say = (socket: WebSocket, message: ServerMessage) => send(socket, message);

  const server: Server = webSocketEndpoint((socket) => {
    let errors = 0;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));

    async function take(text: string): Promise<void> {
      const message = read(text);
      if (!('fault' in message)) {
        const { stock } = message;
        say(socket, { type: 'price', stock, cents: await priceOf(stock) });
      } else if (++errors < MOST_ERRORS) {
        say(socket, { type: 'error', error: message.fault });
      } else {
        end(socket, 'too many errors');
      }
    }

    socket.on('message', (content, isBinary) => {
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary) end(socket, 'text only');
      else take(String(content)).catch(() => end(socket, 'our fault'));
    });
  });

  return {
    server,
    /** Ends every connection, for the same reason. */
    endAll(reason: Reason): void {
      for (const socket of sockets) end(socket, reason);
    },
    /** How many are connected. */
    get clients() {
      return sockets.size;
    },
  };
}
