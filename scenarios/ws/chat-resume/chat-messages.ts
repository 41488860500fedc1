import { isName, isText, membersOf } from '../parts/json-messages.ts';

/** What somebody said in a room, as the server keeps and sends it. */
export interface ChatMessage {
  readonly room: string;
  /** Its number in the room, from 1, without gaps. A client that comes back names the last one it has. */
  readonly seq: number;
  readonly by: string;
  readonly said: string;
}

/** What somebody says, and the number under which it is acknowledged. */
export interface Saying {
  readonly say: string;
  readonly room: string;
  /** Counts what this client has said, from 1, over all of its connections. */
  readonly n: number;
}

/** What a client says, one JSON object in a text message each. */
export type ClientMessage =
  /**
   * `client` is a name of its own for each client: two devices of a user, or a page that was reloaded,
   * count for themselves. Without one, a connection counts for itself.
   */
  | { readonly hello: string; readonly client?: string }
  /** With `after`, everything behind that number is sent first; without it, only what comes from now on. */
  | { readonly join: string; readonly after?: number }
  | { readonly leave: string }
  | Saying;

/** What the server says. */
export type ServerMessage =
  | ChatMessage
  /** The number of the room's newest message; what was missed follows. */
  | { readonly joined: string; readonly seq: number }
  /** The log cannot tell what was missed: it holds what lies between these numbers. */
  | { readonly gap: string; readonly oldest: number; readonly newest: number }
  /** What this client said under this number is kept: it need not be said again. */
  | { readonly ack: number }
  /** What this client said under this number is not kept, and will not be if it is said again. */
  | { readonly refused: number; readonly why: string }
  | { readonly error: string };

/** Reads what a client says. `undefined` if it makes no sense: whoever sent it is told, and may go on. */
export function readClientMessage(message: unknown): ClientMessage | undefined {
  const { hello, client, join, after, leave, say, room, n } = membersOf(message);
  if (isName(hello) && !hello.startsWith('@')) {
    if (client === undefined) return { hello };
    return isName(client) ? { hello, client } : undefined;
  }
  if (isName(join) && after === undefined) return { join };
  if (isName(join) && isCount(after)) return { join, after };
  if (isName(leave)) return { leave };
  if (isText(say) && isName(room) && isCount(n) && n > 0) return { say, room, n };
  return undefined;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
