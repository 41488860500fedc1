import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { webSocketEndpoint } from '../parts/endpoint.ts';
import { type Heartbeat, pingWithDeadline } from '../parts/heartbeat.ts';
import { receive, send as sendJson } from '../parts/json-messages.ts';
import {
  type ChatMessage,
  readClientMessage,
  type Saying,
  type ServerMessage,
} from './chat-messages.ts';
import { type CatchUp, type RoomLog, replayAfter, roomLog } from './room-log.ts';
import { type CountedBy, eachClient, takenNumbers } from './taken.ts';

export interface ChatServerOptions {
  readonly heartbeat: Heartbeat;
  /** How many messages of each room are kept for those who come back. */
  readonly window: number;
  readonly catchUp?: CatchUp;
  readonly countedBy?: CountedBy;
}

export interface ChatServer {
  readonly server: Server;
  /** What was said in a room and is kept. */
  log(room: string): readonly ChatMessage[];
}

/** A client that is connected. */
interface Member {
  readonly user: string;
  /** Under which name its messages are counted. */
  readonly counter: string;
  readonly socket: WebSocket;
}

interface Room {
  readonly log: RoomLog;
  readonly members: Set<Member>;
}

/** Rooms stay for the sake of their logs, and names come from anybody: no more than this. */
const MOST_ROOMS = 100;

/** A chat that numbers and keeps what is said, so that connections may break. */
export function chatServer(options: ChatServerOptions): ChatServer {
  const { heartbeat, window, catchUp = replayAfter, countedBy = eachClient } = options;
  const rooms = new Map<string, Room>();
  const taken = takenNumbers();
  /** The newest connection of each client. */
  const members = new Map<string, Member>();
  let connections = 0;

  function greet(socket: WebSocket, user: string, given?: string): Member {
    const client = given ?? `connection-${++connections}`;
    const name = `${user} ${client}`;
    const me = { user, counter: countedBy(user, client), socket };
    // Who comes back is not here twice: the old connection may be a dead one, not found out yet.
    members.get(name)?.socket.terminate();
    members.set(name, me);
    socket.on('close', () => {
      if (members.get(name) === me) members.delete(name);
      for (const room of rooms.values()) room.members.delete(me);
    });
    return me;
  }

  function join(me: Member, name: string, after?: number): void {
    const mayJoin = !name.startsWith('@') || name === `@${me.user}`;
    const room = mayJoin ? open(name) : undefined;
    if (room === undefined) {
      send(me.socket, { error: `there is no way into ${name}` });
      return;
    }
    const { newest, oldest } = room.log;
    room.members.add(me);
    send(me.socket, { joined: name, seq: newest });
    if (after === undefined) return;
    // In one go with joining: whatever is said from now on comes behind what was missed.
    const missed = catchUp(after, room.log);
    if (missed === 'lost') send(me.socket, { gap: name, oldest, newest });
    else for (const message of missed) send(me.socket, message);
  }

  /** Keeps what is said, once, and only then acknowledges it. */
  function say(me: Member, { say: said, room: name, n }: Saying): void {
    const seen = taken.look(me.counter, n);
    const room = seen === 'new' && mayWrite(me, name) ? open(name) : undefined;
    if (room !== undefined) {
      const message = room.log.add({ room: name, by: me.user, said });
      taken.take(me.counter, n);
      for (const member of room.members) send(member.socket, message);
    }
    if (room !== undefined || seen === 'taken') send(me.socket, { ack: n });
    else if (seen === 'late') send(me.socket, { refused: n, why: 'a later number was taken' });
    else send(me.socket, { refused: n, why: `join ${name} before you speak there` });
  }

  /** Anybody may write to an `@` room; to speak in another one must be there. */
  const mayWrite = (me: Member, name: string) =>
    name.startsWith('@') || rooms.get(name)?.members.has(me) === true;

  function open(name: string): Room | undefined {
    const room = rooms.get(name);
    if (room !== undefined || rooms.size >= MOST_ROOMS) return room;
    const opened = { log: roomLog(window), members: new Set<Member>() };
    rooms.set(name, opened);
    return opened;
  }

  const server = webSocketEndpoint((socket) => {
    pingWithDeadline(socket, heartbeat);
    let me: Member | undefined;
    receive(socket, (given) => {
      const message = readClientMessage(given);
      // A real chat knows the name from the login, at the handshake; this one believes it, once.
      if (me === undefined && message !== undefined && 'hello' in message) {
        me = greet(socket, message.hello, message.client);
      } else if (me === undefined || message === undefined || 'hello' in message) {
        send(socket, { error: 'say hello once, then join, leave or say' });
      } else if ('join' in message) join(me, message.join, message.after);
      else if ('leave' in message) rooms.get(message.leave)?.members.delete(me);
      else say(me, message);
    });
  });

  return { server, log: (room) => rooms.get(room)?.log.messages ?? [] };
}

function send(socket: WebSocket, message: ServerMessage): void {
  sendJson(socket, message);
}
