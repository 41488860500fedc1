import type { Lab } from 'apilab';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { PriceFeed } from './price-feed.ts';

export const TOKEN = 'ada-7f2c9e61';
export const SUBPROTOCOL = 'graphql-transport-ws';
const TICK_MS = 250;

export const pricesOf = (stock: string) =>
  `subscription { price(stock: "${stock}") { stock number } }`;

/** A WebSocket that says how it ends. */
class Socket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols, { perMessageDeflate: false });
    this.on('error', () => {});
  }
}

/** The market: a price of each stock every quarter of a second, so many times. */
export function market({ clock }: Pick<Lab, 'clock'>, feed: PriceFeed) {
  let number = 0;
  return async (times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      await clock.sleep(TICK_MS);
      number++;
      for (const stock of ['ABC', 'XYZ']) feed.publish({ stock, cents: 18_500 + number, number });
    }
  };
}

/** Somebody with the library of the protocol, and what they were told: `ABC 1`, `ABC 2`. */
export function reader(url: string) {
  let count = 0;
  const told = new Map<string, string[]>();
  const client: Client = createClient({
    url,
    webSocketImpl: Socket,
    connectionParams: { token: TOKEN },
    generateID: () => `op${++count}`,
    retryAttempts: 0,
  });
  return {
    told: (stock: string): readonly string[] => told.get(stock) ?? [],
    close: () => void client.dispose(),
    /** Follows a stock; what it returns stops that. */
    follow(stock: string): () => void {
      const heard: string[] = [];
      told.set(stock, heard);
      return client.subscribe<{ price: { stock: string; number: number } }>(
        { query: pricesOf(stock) },
        {
          next: ({ data }) => void heard.push(`${data?.price.stock} ${data?.price.number}`),
          error: () => void heard.push('error'),
          complete: () => {},
        },
      );
    },
  };
}

/** Somebody who writes their messages by hand. */
export async function stranger(url: string, subprotocol = SUBPROTOCOL) {
  const socket = new Socket(url, subprotocol);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve).once('close', resolve));
  return {
    closed,
    close: () => socket.terminate(),
    leave: (code: number) => socket.close(code),
    say: (...messages: readonly (object | string)[]) => {
      for (const message of messages)
        socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
  };
}

/** Messages of the protocol. */
export const init = (token: string | null = TOKEN) => ({
  type: 'connection_init',
  payload: { token },
});
export const subscribe = (id: string, query = pricesOf('ABC')) => ({
  type: 'subscribe',
  id,
  payload: { query },
});
