import { Agent, request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Ask, Client, ClientOptions } from './asking.ts';
import { FIELDS } from './http2-client.ts';

/** All requests over one connection, each when the one before it has been answered and read. */
export function overHttp1(socket: TLSSocket, { host }: Pick<ClientOptions, 'host'>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => socket;

  const ask: Ask = (path) =>
    new Promise((resolve, reject) => {
      const sent = request({ host, path, agent, headers: FIELDS });
      sent.on('error', reject);
      sent.on('response', (body) => resolve({ status: body.statusCode ?? 0, body }));
      sent.end();
    });

  const close = () => {
    agent.destroy();
    socket.destroy();
  };
  return { protocol: 'http/1.1', ask, close };
}
