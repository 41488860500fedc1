import { parseJson } from 'apilab/parts/http/json';
import { membersOf } from '../parts/json-messages.ts';
import {
  type ReconnectingSocketOptions,
  reconnectingSocket,
} from '../parts/reconnecting-socket.ts';
import type { ClientMessage } from './chat-messages.ts';
import { keptUntilAnswered, type Outbox } from './outbox.ts';

export interface ChatClientOptions
  extends Omit<ReconnectingSocketOptions, 'onOpen' | 'onText' | 'returning'> {
  readonly user: string;
  /** A name of its own, drawn anew for each client: another device or a reloaded page counts for itself. */
  readonly client: string;
  readonly outbox?: Outbox;
  /** The rooms that it was in before, each with the number of the last message it has. */
  readonly rooms?: Readonly<Record<string, number>>;
}

/** Somebody in the chat, whose connection may break at any byte. */
export interface ChatClient {
  connect(): void;
  join(room: string): void;
  leave(room: string): void;
  /** Says whether it will be said: not if the outbox is full. */
  say(room: string, text: string): boolean;
  close(): void;
}

/** A client that says what it could not say, and asks for what it missed, when it is back. */
export function chatClient(options: ChatClientOptions): ChatClient {
  const { user, client, outbox = keptUntilAnswered(), ...connection } = options;
  /** The number of the last message it has of each room; none before the first. */
  const rooms = new Map<string, number | undefined>(Object.entries(options.rooms ?? {}));
  let said = 0;

  const socket = reconnectingSocket({
    ...connection,
    onOpen() {
      send({ hello: user, client });
      for (const [room, after] of rooms) join(room, after);
      for (const saying of outbox.waiting()) send(saying);
    },
    onText: (text) => take(membersOf(parseJson(text))),
  });
  /** Without a connection nothing is sent: all that matters is said again when there is one. */
  const send = (message: ClientMessage) => void socket.send(JSON.stringify(message));
  const join = (room: string, after?: number) =>
    send({ join: room, ...(after !== undefined && { after }) });

  function take({ joined, gap, newest, room, seq, ack, refused }: ReturnType<typeof membersOf>) {
    // What comes from here on can be missed, so the place to resume from must be known.
    if (isIn(joined) && rooms.get(joined) === undefined) note(joined, seq);
    // Here a real client loads the room anew.
    if (isIn(gap)) note(gap, newest);
    if (isIn(room)) note(room, seq);
    if (typeof ack === 'number') outbox.settle(ack);
    if (typeof refused === 'number') outbox.settle(refused);
  }

  const isIn = (room: unknown): room is string => typeof room === 'string' && rooms.has(room);
  const note = (room: string, seq: unknown) => {
    if (typeof seq === 'number') rooms.set(room, seq);
  };

  return {
    connect: socket.connect,
    close: socket.close,
    join(room) {
      rooms.set(room, undefined);
      join(room);
    },
    leave(room) {
      rooms.delete(room);
      send({ leave: room });
    },
    say(room, say) {
      const saying = { say, room, n: said + 1 };
      if (!outbox.put(saying)) return false;
      said++;
      send(saying);
      return true;
    },
  };
}
