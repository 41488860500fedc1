import { isName, isText, membersOf } from '../parts/json-messages.ts';

/** What a client says, one JSON object in a text message each. */
export type ClientMessage =
  | { readonly hello: string }
  | { readonly join: string }
  | { readonly leave: string }
  | { readonly say: string; readonly room: string };

/** What the server says. */
export type ServerMessage =
  | { readonly room: string; readonly by: string; readonly said: string }
  /** Who is in the room now, the one who joined included. */
  | { readonly joined: string; readonly here: readonly string[] }
  | { readonly came: string; readonly room: string }
  | { readonly left: string; readonly room: string }
  | { readonly error: string };

/** Reads what a client says. `undefined` if it makes no sense: whoever sent it is told, and may go on. */
export function readClientMessage(message: unknown): ClientMessage | undefined {
  const { hello, join, leave, say, room } = membersOf(message);
  if (isName(hello) && !hello.startsWith('@')) return { hello };
  if (isName(join)) return { join };
  if (isName(leave)) return { leave };
  if (isText(say) && isName(room)) return { say, room };
  return undefined;
}
