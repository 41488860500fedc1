import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Offers version 8, the number of a draft, and resolves when it was answered. */
export async function offerVersion8(url: string): Promise<void> {
  const socket = new WebSocket(url, { protocolVersion: 8, perMessageDeflate: false });
  const refused = once(socket, 'unexpected-response');
  const accepted = once(socket, 'open');
  socket.on('error', () => {});
  await Promise.race([refused, accepted]);
  socket.terminate();
}
