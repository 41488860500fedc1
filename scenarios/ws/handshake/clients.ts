import { request } from 'node:http';
import { WebSocket } from 'ws';

/** How a visit went. */
export interface Visit {
  /** The close code: the server's, or 1006 if the WebSocket never opened. */
  readonly code: number;
}

/** Opens a WebSocket in a version of the protocol, and resolves when it is over. */
export function visit(
  url: string,
  { version = 13 }: { readonly version?: number } = {},
): Promise<Visit> {
  const socket = new WebSocket(url, { protocolVersion: version, perMessageDeflate: false });
  // An error is followed by the end, and this is all that counts.
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('close', (code) => resolve({ code }));
    socket.on('unexpected-response', (_, response) => {
      response.resume().on('end', () => resolve({ code: 1006 }));
    });
  });
}

/** Sends a request with these fields and gives the status of its answer. */
export function ask(url: string, fields: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: fields, agent: false });
    asking.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    asking.on('upgrade', (response, stream) => {
      stream.destroy();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', reject);
    asking.end();
  });
}
