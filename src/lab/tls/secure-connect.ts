import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/**
 * Opens a TLS connection whose bytes the lab can count, which those that Node's `tls` opens by itself
 * are not. For clients that take a function to connect with: `createConnection` of `http2.connect`
 * and of `ws`.
 */
export function secureConnect(
  options: ConnectionOptions & { readonly host: string; readonly port: number },
): TLSSocket {
  const { host, port } = options;
  return connect({ ...options, socket: connectTcp({ host, port, noDelay: true }) });
}
