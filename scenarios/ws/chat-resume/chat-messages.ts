/** What somebody said in a room, as the server keeps and sends it. */
export interface ChatMessage {
  readonly room: string;
  /** Its number in the room, from 1, without gaps. A client that comes back names the last one it has. */
  readonly seq: number;
  readonly by: string;
  readonly said: string;
}

/** What a client says, one JSON object in a text message each. */
export type ClientMessage =
  | { readonly hello: string }
  /** With `after`, everything behind that number is sent first; without it, only what comes from now on. */
  | { readonly join: string; readonly after?: number }
  | { readonly leave: string }
  /** `n` counts what this user has said, from 1, over all connections; the server takes each number once. */
  | { readonly say: string; readonly room: string; readonly n: number };

/** What the server says. */
export type ServerMessage =
  | ChatMessage
  /** Who is in the room now, the one who joined included, and the number of its newest message. */
  | { readonly joined: string; readonly seq: number; readonly here: readonly string[] }
  | { readonly came: string; readonly room: string }
  | { readonly left: string; readonly room: string }
  /** What this user said under this number is kept: it need not be said again. */
  | { readonly ack: number }
  | { readonly error: string };

/** Reads what a client says. Undefined where it makes no sense: whoever sent it is told, and may go on. */
export function readClientMessage(json: string): ClientMessage | undefined {
  const given = parse(json);
  if (typeof given !== 'object' || given === null) return undefined;
  const { hello, join, after, leave, say, room, n } = given as Readonly<Record<string, unknown>>;
  if (isName(hello)) return { hello };
  if (isName(join) && after === undefined) return { join };
  if (isName(join) && isCount(after)) return { join, after };
  if (isName(leave)) return { leave };
  if (typeof say === 'string' && isName(room) && isCount(n)) return { say, room, n };
  return undefined;
}

/** Users and rooms; a room that begins with `@` is private. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^@?[a-z0-9-]{1,40}$/.test(value);

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
