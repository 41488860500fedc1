import { createServer, type ServerHttp2Stream } from 'node:http2';
import { Metadata } from '@grpc/grpc-js';
import { type Clock, listening } from 'apilab';
import { ordersService } from '../../parts/shop.ts';
import type { Item } from '../../parts/shop-protos.ts';
import { type Reason, reasonAgainst } from '../orders-server.ts';

/** The column "HTTP" that many tables put beside the codes of gRPC. */
const HTTP: Readonly<Record<Reason, number>> = {
  'no-token': 401,
  'no-right': 403,
  'quota-used-up': 429,
  'no-quantity': 400,
  'no-product': 404,
  'placed-before': 409,
  'not-on-sale': 400,
  'price-changed': 409,
  'not-so-many': 400,
  'record-damaged': 500,
};

/** The length-prefixed part in front of a message: a flag and four bytes. */
const PREFIX_BYTES = 5;

/** Says with the HTTP status why an order is refused, as an API over HTTP does. */
export function httpCodes(clock: Pick<Clock, 'date'>) {
  const placed = new Set<string>();
  const server = createServer();
  server.on('session', (session) => session.on('error', () => session.destroy()));
  server.on('stream', (stream, fields) => {
    stream.on('error', () => stream.destroy());
    const to = { stream, date: clock.date().toUTCString() };
    const metadata = Metadata.fromHttp2Headers(fields);
    void read(stream)
      .then((bytes) => {
        const method = ordersService.Place;
        if (method === undefined || fields[':path'] !== method.path) return end(to, 404);
        const item: Item = method.requestDeserialize(bytes.subarray(PREFIX_BYTES));
        const reason = reasonAgainst(item, metadata, placed);
        if (reason) return end(to, HTTP[reason], reason);
        if (item.product === 6) return end(to, 500);
        if (item.product === 7) return undefined;
        placed.add(String(metadata.get('order-id')[0]));
        return succeed(
          to,
          method.responseSerialize({ items: item.quantity, cents: 8900 * item.quantity }),
          metadata,
        );
      })
      .catch(() => end(to, 400));
  });
  return { listen: ({ host }: { readonly host: string }) => listening(server, { host }) };
}

async function read(stream: ServerHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Where an answer goes, and the date in it. */
interface Answering {
  readonly stream: ServerHttp2Stream;
  readonly date: string;
}

function end({ stream, date }: Answering, httpStatus: number, text = ''): void {
  if (stream.closed) return;
  stream.respond({ ':status': httpStatus, 'content-type': 'text/plain', date });
  stream.end(text.replaceAll('-', ' '));
}

function succeed({ stream, date }: Answering, message: Buffer, metadata: Metadata): void {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', date },
    { waitForTrailers: true },
  );
  const trace = metadata.get('trace-bin')[0];
  stream.on('wantTrailers', () =>
    stream.sendTrailers({
      'grpc-status': '0',
      ...(Buffer.isBuffer(trace) && { 'trace-bin': trace.toString('base64') }),
    }),
  );
  stream.end(Buffer.concat([prefix, message]));
}
