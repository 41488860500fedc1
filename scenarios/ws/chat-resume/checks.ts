import { createHash } from 'node:crypto';
import {
  type Direction,
  fieldOf,
  type HttpRequest,
  type Seen,
  type SeenConnection,
  type Wire,
  type WsFrame,
} from 'apilab';
import type { ChatMessage, ServerMessage } from './chat-messages.ts';

/** Every key is answered with this appended and hashed (RFC 6455 §1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** For each switch to WebSocket: whether its accept is base64(SHA-1(key + GUID)), RFC 6455 §4.2.2. */
export function acceptsThatFit(wire: Wire): boolean[] {
  return wire
    .responses()
    .filter(({ status }) => status === 101)
    .map((response) => {
      const request = wire.requestOf(response);
      const key = request === undefined ? undefined : fieldOf(request, 'sec-websocket-key');
      const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
      return fieldOf(response, 'sec-websocket-accept') === accept;
    });
}

/** A message of the application as it reached a client whole. */
export interface Heard<M extends ServerMessage = ServerMessage> {
  readonly by: string;
  /** Lab time in milliseconds. */
  readonly at: number;
  readonly message: M;
}

/** What clients heard, in order. */
export function heard(wire: Wire): Heard[] {
  return wire.frames().flatMap(({ direction, delivery, client, at, message }) => {
    if (direction !== 'server-to-client' || delivery !== 'whole') return [];
    if (message?.text === undefined) return [];
    return [{ by: client, at, message: JSON.parse(message.text) as ServerMessage }];
  });
}

/** The messages of rooms that clients heard, in order. */
export function heardInRooms(wire: Wire): Heard<ChatMessage>[] {
  return heard(wire).flatMap(({ message, ...rest }) =>
    'said' in message ? [{ ...rest, message }] : [],
  );
}

/** Who heard a message, such as `kitchen 1: ada ben`, for each message in the order of its first hearer. */
export function audience(wire: Wire): string[] {
  const byMessage = new Map<string, string[]>();
  for (const { by, message } of heardInRooms(wire)) {
    const name = `${message.room} ${message.seq}`;
    byMessage.set(name, [...(byMessage.get(name) ?? []), by]);
  }
  return [...byMessage].map(([name, users]) => `${name}: ${users.sort().join(' ')}`);
}

/** Who is in a room, as far as one of its members was told. */
export function rosterOf(wire: Wire, room: string, member: string): string[] {
  const roster = new Set<string>();
  for (const { by, message } of heard(wire)) {
    if (by !== member) continue;
    if ('joined' in message && message.joined === room) {
      roster.clear();
      for (const user of message.here) roster.add(user);
    }
    if ('came' in message && message.room === room) roster.add(message.came);
    if ('left' in message && message.room === room) roster.delete(message.left);
  }
  return [...roster].sort();
}

/** How long after a moment a member was told that somebody is gone, in milliseconds; `never` if not at all. */
export function toldGone(
  wire: Wire,
  { user, member, since }: { user: string; member: string; since: number },
): number | 'never' {
  const told = heard(wire).find(
    ({ by, at, message }) =>
      by === member && at >= since && 'left' in message && message.left === user,
  );
  return told === undefined ? 'never' : told.at - since;
}

/** Numbers in short: `1-3 5 5 7-9`. Anything out of order, missing or repeated breaks a run. */
export function runs(numbers: readonly number[]): string {
  const ends: [number, number][] = [];
  for (const number of numbers) {
    const last = ends.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ends.push([number, number]);
  }
  return ends.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

/** Behind which byte a client's newest connection stands, in one direction. */
export function endOfStream(wire: Wire, client: string, direction: Direction): number {
  const connection = wire.connections().findLast((each) => each.client === client)?.connection;
  const sent = wire.messages().filter((seen) => seen.connection === connection);
  return sent.findLast((message) => message.direction === direction)?.end ?? 0;
}

/** A return after a lost connection. */
export interface Return {
  readonly waitMs: number;
  /** How long the connection before it lasted, in milliseconds. */
  readonly lastedMs: number;
}

/** For each member of a crowd behind one tap, its returns in order; who is who, its hello tells. */
export function returnsOf(wire: Wire, crowd: string): Return[][] {
  const all = wire.connections().filter(({ client }) => client === crowd);
  const connections = new Map(all.map((connection) => [connection.connection, connection]));
  const byUser = new Map<string, SeenConnection[]>();
  for (const frame of wire.frames()) {
    const connection = connections.get(frame.connection);
    const user = userIn(frame);
    if (connection === undefined || user === undefined) continue;
    byUser.set(user, [...(byUser.get(user) ?? []), connection]);
  }
  return [...byUser.values()].map((mine) =>
    mine.slice(1).map(({ openedAt }, n) => {
      const before = mine[n] ?? { openedAt, endedAt: openedAt };
      const endedAt = before.endedAt ?? openedAt;
      return { waitMs: openedAt - endedAt, lastedMs: endedAt - before.openedAt };
    }),
  );
}

function userIn({ direction, message }: Seen<WsFrame>): string | undefined {
  if (direction !== 'client-to-server' || message?.text === undefined) return undefined;
  const { hello } = JSON.parse(message.text) as { readonly hello?: string };
  return hello;
}

/** Waits that are no longer than the one before, although the connection between them did not last. */
export function hastyReturns(returns: readonly (readonly Return[])[], stableMs: number): number {
  const hasty = returns.flatMap((mine) =>
    mine.filter(({ waitMs, lastedMs }, n) => {
      const before = mine[n - 1];
      return before !== undefined && lastedMs < stableMs && waitMs < before.waitMs;
    }),
  );
  return hasty.length;
}

/** The answers to handshakes with another version than 13: status, and the version they name. */
export function answersToOtherVersions(wire: Wire): string[] {
  const isOther = (request: Seen<HttpRequest> | undefined) =>
    request !== undefined && fieldOf(request, 'sec-websocket-version') !== '13';
  return wire
    .responses()
    .filter((response) => isOther(wire.requestOf(response)))
    .map((response) => `${response.status} ${fieldOf(response, 'sec-websocket-version')}`);
}
