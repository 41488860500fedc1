import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Client,
  type ClientReadableStream,
  credentials,
  type handleServerStreamingCall,
  makeClientConstructor,
  Server,
  ServerCredentials,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { packageRoot, protoTypesOf } from 'apilab';
import { following, type News, type NewsLog } from './news-log.ts';

const protos = loadSync(join(fileURLToPath(new URL('protos', packageRoot)), 'shop.proto'), {
  keepCase: true,
});

/** The types by which a tap names what messages hold. */
export const protoTypes = protoTypesOf(protos);

// Loaded at run time it has no type of its own.
const service = protos['shop.Prices'] as ServiceDefinition;

interface NewsClient extends Client {
  Watch(request: { product: number }): ClientReadableStream<News>;
}

/** `Watch` of `shop.Prices`: what comes after the product with a number, a message each. */
export function newsService({ log }: { readonly log: NewsLog }) {
  const Watch: handleServerStreamingCall<{ product?: number }, News> = async (call) => {
    const leaving = new AbortController();
    call.on('cancelled', () => leaving.abort());
    const { product: after = 0 } = call.request;
    const place = after >= 0 && after <= log.length ? after : 0;
    for await (const { news } of following(log, place, leaving.signal)) {
      // Where the reader is slow, wait for it.
      if (!call.write(news)) await new Promise((resolve) => call.once('drain', resolve));
    }
  };
  return async ({ host, port = 0 }: { readonly host: string; readonly port?: number }) => {
    const server = new Server({ 'grpc.max_receive_message_length': 1024 });
    server.addService(service, { Watch });
    const bound = await new Promise<number>((resolve, reject) => {
      const done = (error: Error | null, taken: number) => (error ? reject(error) : resolve(taken));
      server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), done);
    });
    return { port: bound, close: () => server.forceShutdown() };
  };
}

/** Reads the stream at `host:port`. */
export function newsReader({ authority, take }: { authority: string; take: (news: News) => void }) {
  const Stub = makeClientConstructor(service, 'news');
  // The name that goes out as :authority; the address is only where it is found today.
  const options = { 'grpc.default_authority': 'shop.test' };
  const client = new Stub(
    authority,
    credentials.createInsecure(),
    options,
  ) as unknown as NewsClient;
  const call = client.Watch({ product: 0 });
  call.on('data', take);
  call.on('error', () => {});
  return {
    close() {
      call.cancel();
      client.close();
    },
  };
}
