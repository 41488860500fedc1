import { WebSocket } from 'ws';

/** Somebody at the desk, whose library says how it ended. */
export interface Visitor {
  readonly socket: WebSocket;
  /** Resolves with the code that the library reports: one that came, or 1005 or 1006 if none did. */
  readonly closed: Promise<number>;
}

/** Opens a WebSocket. */
export async function visitor(url: string): Promise<Visitor> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  // An error is followed by the end, and this is what counts.
  socket.on('error', () => {});
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, closed };
}

/** Things that visitors do. */
export const ask = (stock: string) => JSON.stringify({ type: 'price', stock });
