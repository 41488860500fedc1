import { defineServer } from 'apilab';
import { ordersService, protoFolder, protoTypes } from '../parts/shop.ts';
import { ordersServer } from './orders-server.ts';

/** Orders by gRPC, refused with a code for each reason. */
export default defineServer({
  title: 'Orders over gRPC, and how they are refused',
  about: 'shop.Orders/Place; the token is in the metadata: Bearer ada, guest or reseller.',
  standard: 'grpc-http2 §Responses',
  focus: ['grpc-status', 'grpc-message', 'authorization'],
  party: 'orders',
  protoTypes,

  start: () => ordersServer({ service: ordersService }).listen,

  tryIt({ authority, url }) {
    const place = (token: string, order: object) =>
      `grpcurl -plaintext -import-path '${protoFolder.replaceAll("'", `'\\''`)}' -proto shop.proto ` +
      `-H 'authorization: Bearer ${token}' -d '${JSON.stringify(order)}' ${authority} shop.Orders/Place`;
    return [
      { about: 'an order', command: place('ada', { product: 1, quantity: 2 }) },
      { about: 'INVALID_ARGUMENT: no quantity', command: place('ada', { product: 1 }) },
      { about: 'NOT_FOUND: no such product', command: place('ada', { product: 9, quantity: 1 }) },
      {
        about: 'UNAUTHENTICATED: an unknown token',
        command: place('eve', { product: 1, quantity: 1 }),
      },
      {
        about: 'PERMISSION_DENIED: may not order',
        command: place('guest', { product: 1, quantity: 1 }),
      },
      {
        about: 'an HTTP/2 client that speaks no gRPC',
        command: `nghttp -v ${url}/shop.Orders/Place`,
      },
    ];
  },
});
