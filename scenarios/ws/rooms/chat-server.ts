import type { Server } from 'node:http';
import { webSocketEndpoint } from '../parts/endpoint.ts';
import { type Heartbeat, type KeepAlive, pingWithDeadline } from '../parts/heartbeat.ts';
import { receive, send } from '../parts/json-messages.ts';
import { readClientMessage, type ServerMessage } from './chat-messages.ts';
import { type Member, Rooms } from './membership.ts';

/** Hands a message to each of some members. */
export type Deliver = (message: ServerMessage, members: readonly Member[]) => void;

export interface ChatServerOptions {
  readonly heartbeat: Heartbeat;
  readonly keepAlive?: KeepAlive;
  readonly deliver?: Deliver;
}

/** To each of them, whatever becomes of the others. */
export const toEach: Deliver = (message, members) => {
  for (const { socket } of members) send(socket, message);
};

/** A chat with rooms. A private message is one to a room for one: only Ben may join `@ben`. */
export function chatServer({
  heartbeat,
  keepAlive = pingWithDeadline,
  deliver = toEach,
}: ChatServerOptions): Server {
  const rooms = new Rooms();
  const isHere = (user: string, room: string) => rooms.usersIn(room).includes(user);

  function join(me: Member, room: string): void {
    const isNew = !isHere(me.user, room);
    const mayJoin = !room.startsWith('@') || room === `@${me.user}`;
    if (!mayJoin || !rooms.join(me, room)) {
      send(me.socket, { error: `there is no way into ${room}` });
      return;
    }
    send(me.socket, { joined: room, here: rooms.usersIn(room) });
    const others = rooms.membersOf(room).filter(({ user }) => user !== me.user);
    if (isNew) deliver({ came: me.user, room }, others);
  }

  function leave(me: Member, room: string): void {
    if (!rooms.leave(me, room)) return;
    // Who left with one of two devices is still here.
    if (!isHere(me.user, room)) deliver({ left: me.user, room }, rooms.membersOf(room));
  }

  function say(me: Member, room: string, said: string): void {
    if (room.startsWith('@') || rooms.has(me, room)) {
      deliver({ room, by: me.user, said }, rooms.membersOf(room));
    } else {
      send(me.socket, { error: `join ${room} before you speak there` });
    }
  }

  return webSocketEndpoint((socket) => {
    keepAlive(socket, heartbeat);
    let me: Member | undefined;
    receive(socket, (given) => {
      const message = readClientMessage(given);
      // A real chat knows the name from the login, at the handshake; this one believes it, once.
      if (me === undefined && message !== undefined && 'hello' in message) {
        me = { user: message.hello, socket };
      } else if (me === undefined || message === undefined || 'hello' in message) {
        send(socket, { error: 'say hello once, then join, leave or say' });
      } else if ('join' in message) join(me, message.join);
      else if ('leave' in message) leave(me, message.leave);
      else say(me, message.room, message.say);
    });
    // However a connection ends, its member is gone from every room.
    socket.on('close', () => {
      if (me !== undefined) for (const room of rooms.of(me)) leave(me, room);
    });
  });
}
