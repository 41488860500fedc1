import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { ListenAt, RunningServer } from '../scenario/lab.ts';

/**
 * Starts a server of Node's own (HTTP, HTTP/2, TCP) where it is told to. Closing it closes every
 * connection too, those that switched to another protocol included.
 *
 * @throws the server's error if it cannot listen.
 */
export async function listening(
  server: Server | HttpServer,
  { host, port = 0, tls, guard }: ListenAt,
): Promise<RunningServer> {
  guard?.(server);
  // Only a server that speaks TLS ever says so.
  if (tls !== undefined)
    server.on('keylog', (line: Buffer) => tls.onSecret(line.toString('latin1')));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the server has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
