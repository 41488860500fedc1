import { parseJson } from 'apilab/parts/http/json';
import type { WebSocket } from 'ws';

/** Who reads so slowly that more waits is let go: one member must not fill the memory of all. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Sends a message as JSON. A connection that is just breaking takes nothing and throws nothing, so the
 * others are not held up by it.
 */
export function send(socket: WebSocket, message: object): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
  else socket.send(JSON.stringify(message), () => {});
}

/** Hands on what comes as JSON in text messages; `undefined` for what is none: it is input. */
export function receive(socket: WebSocket, take: (message: unknown) => void): void {
  socket.on('message', (data, isBinary) => take(isBinary ? undefined : parseJson(String(data))));
}

/** The members of an object, none of anything else. */
export function membersOf(message: unknown): Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}

/** Names of users and of rooms. The room of one person begins with `@`. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^@?[a-z0-9-]{1,40}$/.test(value);

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 1000;
