import type { Clock } from 'apilab';
import type { WebSocket } from 'ws';

/** What opens a socket: a page. */
interface Opener {
  socket(url: string, protocols: readonly string[]): Promise<WebSocket>;
}

/** What somebody does who opens the chat. */
export interface Visiting {
  /** Where: by default the chat without TLS. */
  readonly target?: string;
  readonly protocols?: readonly string[];
  /** What they say as soon as it is open. */
  readonly texts?: readonly string[];
}

/** A visit to the chat. */
export interface Visit {
  readonly socket: WebSocket;
  /** Resolves when it is over, in whatever way. */
  readonly closed: Promise<void>;
}

/** Opens the chat from a page and says something, if it is let in. */
export async function visit(
  page: Opener,
  { target = '/', protocols = [], texts = [] }: Visiting = {},
): Promise<Visit> {
  const socket = await page.socket(new URL(target, 'ws://chat.localhost').href, protocols);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await Promise.race([closed, new Promise<void>((resolve) => socket.once('open', resolve))]);
  for (const text of texts) socket.send(text, () => {});
  return { socket, closed };
}

/** Leaves when all that was said has been answered; whoever was closed has left already. */
export async function leave({ socket, closed }: Visit, clock: Clock): Promise<void> {
  await clock.sleep(1);
  socket.close(1000);
  await closed;
}
