import { connect } from 'node:net';
import type { FetchHandler, Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { keyOf, standardSignature } from '../parts/signature.ts';
import { webhookReceiver } from '../parts/webhook-receiver.ts';
import { deliveryFields } from '../parts/webhook-sender.ts';
import { allowList, type SourceOf } from './allow-list.ts';
import { guardedDeliver } from './guarded-deliver.ts';
import { metadata, namesOf, stranger } from './neighbours.ts';
import { plainPort } from './plain-port.ts';
import { type Deliver, inTime, type Network, type Outcome } from './post.ts';

/** What a way of playing does in its own way. */
export interface Ways {
  readonly deliver?: Deliver;
  readonly sourceOf?: SourceOf;
  readonly plain?: FetchHandler;
}

/** Between 24 and 64 bytes that only sender and receiver know. If you copy this, make your own. */
const KEYS = [keyOf('whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=')];
/** The addresses of all who take part, of ranges that are kept for examples (RFC 5737). */
const ADDRESSES = { sender: '192.0.2.10', mallory: '198.51.100.66', edge: '10.0.0.2' };

/** Which server of the run is reached at which address. All of them are on this machine. */
const PLACES: Readonly<Record<string, string>> = {
  '203.0.113.10 443': 'edge',
  '203.0.113.10 80': 'plain',
  '203.0.113.20 80': 'stranger',
  '169.254.169.254 80': 'metadata',
  '::ffff:a9fe:a9fe 80': 'metadata',
};

/** A sender of webhooks, a shop behind a proxy, a stranger, and something that only the sender can reach. */
export async function openNetwork(lab: Lab, ways: Ways) {
  const { clock, party, serve } = lab;
  // On one machine all come from one address: who asks is said here, and the proxy sees it.
  let from = ADDRESSES.sender;
  const receiver = webhookReceiver({ clock, keys: KEYS, take: () => {} });
  const shop = allowList({
    allowed: [ADDRESSES.sender],
    peerOf: () => ADDRESSES.edge,
    next: receiver,
    ...(ways.sourceOf && { sourceOf: ways.sourceOf }),
  });
  const { url: to } = await party('edge').route('shop');
  const proxy = await lab.use(openProxy({ to, name: 'edge', host: 'shop.example' }));
  const edge: FetchHandler = {
    fetch(request) {
      const before = request.headers.get('x-forwarded-for');
      const seen = before === null ? from : `${before}, ${from}`;
      return proxy.forward(request, { fields: { 'x-forwarded-for': seen } });
    },
  };
  await serve('edge', edge, { client: 'sender', hosts: ['shop.example'], tls: {} });
  await serve('shop', shop, { client: 'edge' });
  await serve('plain', ways.plain ?? plainPort, { client: 'sender' });
  await serve('stranger', stranger, { client: 'sender' });
  await serve('metadata', metadata, { client: 'sender' });

  const ports = new Map<string, number>();
  for (const server of new Set(Object.values(PLACES))) {
    const { authority } = await party('sender').route(server);
    ports.set(server, Number(authority.split(':')[1]));
  }
  const network: Network = {
    resolve: namesOf(),
    connect: (address, port) => {
      const server = PLACES[`${address} ${port}`] ?? '';
      return connect({ host: '127.0.0.1', port: ports.get(server) ?? 1 });
    },
    ca: lab.authority.certificate,
  };

  const signed = (id: string, body: string) => {
    const timestamp = Math.floor(clock.date().getTime() / 1000);
    const content = { id, timestamp, body: new TextEncoder().encode(body) };
    return deliveryFields(content, standardSignature.sign(content, KEYS));
  };
  const body = '{"type":"order.paid","data":{"orderId":1}}';
  let ids = 0;

  return {
    /** The sender delivers an event to an endpoint. */
    async deliver(url: string): Promise<Outcome> {
      from = ADDRESSES.sender;
      ids += 1;
      const headers = signed(`msg_${ids}`, body);
      const deliver = ways.deliver ?? guardedDeliver;
      return inTime(clock, (signal) => deliver({ url, headers, body, signal }, network));
    },
    /** Mallory delivers an event of her own, and says that she is at the sender's address. */
    async forge(): Promise<number> {
      from = ADDRESSES.mallory;
      const headers = {
        'content-type': 'application/json',
        'x-forwarded-for': ADDRESSES.sender,
      };
      const url = 'https://shop.example/hooks';
      const answer = await party('mallory').fetch(url, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      return answer.status;
    },
  };
}
