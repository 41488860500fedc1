import type { Client, ClientOptions } from './asking.ts';
import { overHttp1 } from './http1-client.ts';
import { overHttp2 } from './http2-client.ts';

/** A client that takes what the server chose when TLS was set up: HTTP/2 if it can. */
export async function openClient(options: ClientOptions): Promise<Client> {
  const socket = await options.connect();
  return socket.alpnProtocol === 'h2' ? overHttp2(socket, options) : overHttp1(socket, options);
}
