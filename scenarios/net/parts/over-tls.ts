import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { Http2SecureServer, Http2Server, ServerHttp2Session } from 'node:http2';
import type { Readable } from 'node:stream';
import { type Lab, type ListenAt, listening, secureConnect } from 'apilab';
import type { ClientOptions } from './asking.ts';

export const HOST = 'gallery.example';

/** Both versions of HTTP, the newer one first. */
export const BOTH = { alpn: ['h2', 'http/1.1'] } as const;

/** A server where it is told to listen, watched. The lab's clock decides what is late. */
export function watched(
  make: (tls?: ListenAt['tls']) => HttpServer | Http2Server | Http2SecureServer,
) {
  const tables = new Map<ServerHttp2Session, number | undefined>();
  return {
    /** How large the table of fields is with which each connection's requests are read, in bytes. */
    get tables() {
      return [...tables.values()];
    },
    listen(at: ListenAt) {
      const server = make(at.tls);
      if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;
      server.on('session', (session: ServerHttp2Session) =>
        session.on('stream', () => tables.set(session, session.state.inflateDynamicTableSize)),
      );
      return listening(server, at);
    },
  };
}

/** How somebody connects to a server of the lab, with both versions of HTTP on offer. */
export const connecting = (
  { authority }: Pick<Lab, 'authority'>,
  place: string,
  servername = HOST,
): Pick<ClientOptions, 'host' | 'connect'> => ({
  host: servername,
  async connect() {
    const [host = '', port] = place.split(':');
    const ca = authority.certificate;
    const offer = { servername, ALPNProtocols: [...BOTH.alpn] };
    const socket = secureConnect({ host, port: Number(port), ca, ...offer });
    await once(socket, 'secureConnect');
    return socket;
  },
});

/** Reads an answer to its end; gives its length in bytes. */
export function lengthOf(body: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    body.on('end', () => resolve(bytes));
    body.on('error', reject);
  });
}
