import {
  type Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ClientUnaryCall,
  type ClientWritableStream,
  credentials,
  makeClientConstructor,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';

/*
 * The messages of protos/shop.proto. Loaded at run time they have no types of their own; a build
 * step would write what stands here by hand.
 */
export interface PriceRequest {
  readonly product: number;
}
export interface Price {
  readonly product: number;
  readonly cents: number;
  readonly discount?: number;
}
export interface Item {
  readonly product: number;
  readonly quantity: number;
}
export interface Sum {
  readonly items: number;
  readonly cents: number;
}
export interface Offer {
  readonly cents: number;
  readonly agreed: boolean;
}
export interface Quote {
  readonly cents: number;
  readonly in_stock: boolean;
}

type Callback<Reply> = (error: ServiceError | null, reply?: Reply) => void;

/** A call of each kind: one or many messages up, one or many down. */
export interface PricesClient extends Client {
  Get(request: PriceRequest, callback: Callback<Price>): ClientUnaryCall;
  Watch(request: PriceRequest): ClientReadableStream<Price>;
  Total(callback: Callback<Sum>): ClientWritableStream<Item>;
  Haggle(): ClientDuplexStream<Offer, Offer>;
}

export interface QuotesClient extends Client {
  Get(request: Item, options: object, callback: Callback<Quote>): ClientUnaryCall;
}

/** Reads `shop.proto`. Fields at their default value are given too, as a reader expects them. */
export function loadShopProtos(file: string): PackageDefinition {
  return loadSync(file, { keepCase: true, defaults: true });
}

/** A service by its full name. */
export function serviceOf(protos: PackageDefinition, name: string): ServiceDefinition {
  const service = protos[name];
  if (service === undefined || typeof service.format === 'string') {
    throw new TypeError(`no service ${name} in the .proto file`);
  }
  return service as ServiceDefinition;
}

/** A client of one service at `host:port`, over HTTP/2 without TLS. */
export function connectTo<C extends Client>(service: ServiceDefinition, address: string): C {
  const Stub = makeClientConstructor(service, 'shop');
  // The name that goes out as :authority; the address is only where it is found today.
  const options = { 'grpc.default_authority': 'shop.test' };
  return new Stub(address, credentials.createInsecure(), options) as unknown as C;
}

/** The longest message that is taken, in bytes: none of the shop's comes near it. */
const MOST_MESSAGE_BYTES = 64 * 1024;

/** Serves one service, by default on a free port, over HTTP/2 without TLS. */
export function listenWith(service: ServiceDefinition, handlers: UntypedServiceImplementation) {
  const server = new Server({ 'grpc.max_receive_message_length': MOST_MESSAGE_BYTES });
  server.addService(service, handlers);
  return async ({ host, port = 0 }: { readonly host: string; readonly port?: number }) => {
    const bound = await new Promise<number>((resolve, reject) => {
      const done = (error: Error | null, taken: number) => (error ? reject(error) : resolve(taken));
      server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), done);
    });
    return { port: bound, close: () => server.forceShutdown() };
  };
}
