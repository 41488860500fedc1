import { request } from 'node:http';
import { WebSocket } from 'ws';

/** How a visit went. */
export interface Visit {
  /** The texts that were heard. */
  readonly heard: readonly string[];
  /** The versions that the server named when it refused. */
  readonly speaks?: readonly string[];
}

/** Opens a WebSocket in a version of the protocol, hears what is said and resolves when it is over. */
export function visit(
  url: string,
  { version = 13 }: { readonly version?: number } = {},
): Promise<Visit> {
  const heard: string[] = [];
  const socket = new WebSocket(url, { protocolVersion: version, perMessageDeflate: false });
  // An error is followed by the end, and this is all that counts.
  socket.on('error', () => {});
  socket.on('message', (data) => heard.push(String(data)));
  return new Promise((resolve) => {
    socket.on('close', () => resolve({ heard }));
    socket.on('unexpected-response', (_, response) => {
      const named = response.headers['sec-websocket-version'];
      const speaks = typeof named === 'string' ? named.split(/, */) : [];
      response.resume().on('end', () => resolve({ heard, speaks }));
    });
  });
}

/** Visits in the version of a draft; if that is refused, in the version that the server names (RFC 6455 §4.4). */
export async function visitAsAnOldClient(url: string): Promise<Visit> {
  const first = await visit(url, { version: 8 });
  return first.speaks?.includes('13') ? visit(url) : first;
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
