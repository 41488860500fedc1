import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { pricesService, protoFolder, protoTypes } from '../parts/shop.ts';
import { pricesServer, type StopWork } from './prices-server.ts';

/** Prices that change every second, with what stops the work for callers who are gone. */
export function pricesOf({ clock }: LiveLab, stopWork?: StopWork): ServerRecipe {
  const options = { service: pricesService, clock, tickMs: 1000 };
  return pricesServer({ ...options, ...(stopWork && { stopWork }) }).listen;
}

/** Prices by gRPC, with a call of each of the four kinds. */
export default defineServer({
  title: 'Prices over gRPC',
  about: 'Unary, server, client and bidirectional streaming, over HTTP/2 without TLS.',
  standard: 'grpc-http2 §Requests',
  focus: ['grpc-timeout', 'grpc-status', 'grpc-message'],
  party: 'prices',
  protoTypes,

  start: (lab) => pricesOf(lab),

  tryIt({ authority, url }) {
    const call = (method: string, ...messages: readonly object[]) =>
      `grpcurl -plaintext -import-path ${quoted(protoFolder)} -proto shop.proto ` +
      `-d '${messages.map((message) => JSON.stringify(message)).join(' ')}' ${authority} shop.Prices/${method}`;
    return [
      { about: 'one price', command: call('Get', { product: 1 }) },
      {
        about: 'a product that does not exist: see grpc-status',
        command: call('Get', { product: 9 }),
      },
      {
        about: 'prices from now on, for at most 5 s: see grpc-timeout',
        command: call('Watch', { product: 1 }).replace('grpcurl', 'grpcurl -max-time 5'),
      },
      {
        about: 'a basket, one sum',
        command: call('Total', { product: 1, quantity: 2 }, { product: 4, quantity: 1 }),
      },
      {
        about: 'two offers and what is asked for them',
        command: call('Haggle', { cents: 7000 }, { cents: 7600 }),
      },
      {
        about: 'an HTTP/2 client that speaks no gRPC',
        command: `nghttp -v ${url}/shop.Prices/Get`,
      },
    ];
  },
});

/** A path as one word of a shell, whatever it holds. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
