import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from 'apilab';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type ChatMessage,
  type ClientMessage,
  readClientMessage,
  type ServerMessage,
} from './chat-messages.ts';
import { type HeartbeatOptions, keepAlive } from './heartbeat.ts';

export interface ChatServerOptions {
  readonly clock: Clock;
  readonly heartbeat: Omit<HeartbeatOptions, 'clock'>;
  /** `replay` sends who comes back what was missed; `live-only` does not look at `after`. */
  readonly resume: 'replay' | 'live-only';
}

type Say = Extract<ClientMessage, { readonly say: string }>;

interface Room {
  /** Everything said, in order. A real chat keeps a window, and announces a gap that it cannot fill. */
  readonly log: ChatMessage[];
  /** Who is in it, by name, with the connection that leads there. */
  readonly members: Map<string, WebSocket>;
}

/** Nothing in this chat is long: whoever sends more is closed with 1009 (RFC 6455 §7.4.1). */
const LONGEST_MESSAGE_BYTES = 16 * 1024;

/** A chat with rooms. A private message is one to a room for one: only Ben may join `@ben`. */
export function chatServer({ clock, heartbeat, resume }: ChatServerOptions) {
  const rooms = new Map<string, Room>();
  /** The number of the last thing each user said. It outlives connections, or a resend would count twice. */
  const lastSaid = new Map<string, number>();
  const connections = new Map<string, WebSocket>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  let upAgainAt = 0;

  const server = createServer((_, response) => {
    response.writeHead(426, { connection: 'Upgrade', upgrade: 'websocket' }).end();
  });
  server.on('upgrade', (request, stream, head) => {
    // Here is the place to look at Origin (RFC 6455 §10.2) and at the login too: before the 101.
    if (request.headers['sec-websocket-version'] !== '13') refuseVersion(stream);
    else sockets.handleUpgrade(request, stream, head, welcome);
  });

  /** Answers with the version that is understood (RFC 6455 §4.2.2, §4.4). */
  function refuseVersion(stream: Duplex): void {
    stream.end(
      'HTTP/1.1 426 Upgrade Required\r\n' +
        'Sec-WebSocket-Version: 13\r\n' +
        'Upgrade: websocket\r\n' +
        'Connection: Upgrade, close\r\n' +
        'Content-Length: 0\r\n\r\n',
    );
  }

  function welcome(socket: WebSocket): void {
    // What is wrong with a connection ends it, and its end is what counts.
    socket.on('error', () => {});
    if (clock.now() < upAgainAt) {
      socket.close(1013, 'starting up');
      return;
    }
    keepAlive(socket, { clock, ...heartbeat });

    let user: string | undefined;
    socket.on('message', (data) => {
      const message = readClientMessage(String(data));
      if (message !== undefined && 'hello' in message) {
        // A real chat knows the name from the login; this one believes it.
        user = message.hello;
        // Who comes back is not here twice: the old connection may be a dead one, not found out yet.
        connections.get(user)?.terminate();
        connections.set(user, socket);
      } else if (message === undefined || user === undefined) {
        send(socket, { error: 'say hello first, then join, leave or say' });
      } else if ('join' in message) {
        join(socket, user, message.join, message.after);
      } else if ('leave' in message) {
        leave(socket, user, message.leave);
      } else if (mayWrite(socket, user, message.room)) {
        say(user, message);
        send(socket, { ack: message.n });
      } else {
        send(socket, { error: `join ${message.room} before you speak there` });
      }
    });
    socket.on('close', () => {
      if (user === undefined) return;
      for (const room of rooms.keys()) leave(socket, user, room);
      if (connections.get(user) === socket) connections.delete(user);
    });
  }

  function join(socket: WebSocket, user: string, name: string, after?: number): void {
    if (name.startsWith('@') && name !== `@${user}`) {
      send(socket, { error: `${name} is private` });
      return;
    }
    const { log, members } = roomOf(name);
    members.set(user, socket);
    send(socket, { joined: name, seq: log.length, here: [...members.keys()] });
    // In one go with joining: whatever is said from now on comes behind what was missed.
    if (after !== undefined && resume === 'replay') {
      for (const message of log.slice(after)) send(socket, message);
    }
    tellOthers(name, user, { came: user, room: name });
  }

  function leave(socket: WebSocket, user: string, name: string): void {
    const { members } = roomOf(name);
    // The late end of an old connection says nothing about the new one.
    if (members.get(user) !== socket) return;
    members.delete(user);
    tellOthers(name, user, { left: user, room: name });
  }

  /** Keeps what was said, then sends it to whoever is in the room now. What was said before is dropped. */
  function say(by: string, { say: said, room, n }: Say): void {
    if (n <= (lastSaid.get(by) ?? 0)) return;
    lastSaid.set(by, n);
    const { log, members } = roomOf(room);
    const message: ChatMessage = { room, seq: log.length + 1, by, said };
    log.push(message);
    for (const member of members.values()) send(member, message);
  }

  function tellOthers(room: string, user: string, message: ServerMessage): void {
    for (const [name, member] of roomOf(room).members) {
      if (name !== user) send(member, message);
    }
  }

  /** Anybody may write to an `@` room; to speak in another one must be there. */
  function mayWrite(socket: WebSocket, user: string, room: string): boolean {
    return room.startsWith('@') || roomOf(room).members.get(user) === socket;
  }

  function roomOf(name: string): Room {
    const room = rooms.get(name) ?? { log: [], members: new Map() };
    rooms.set(name, room);
    return room;
  }

  return {
    /** Listens on a free port. */
    async listen({ host }: { readonly host: string }) {
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no TCP port');
      return {
        port: address.port,
        close() {
          for (const socket of sockets.clients) socket.terminate();
          return new Promise<void>((resolve) => server.close(() => resolve()));
        },
      };
    },

    /** Closes every connection, one after the other, and the new ones at once until it is up again. */
    async restart(downMs: number): Promise<void> {
      upAgainAt = clock.now() + downMs;
      for (const socket of [...sockets.clients]) {
        socket.close(1012, 'restart');
        await clock.sleep(0);
      }
    },

    /** What was said in a room. */
    log: (room: string): readonly ChatMessage[] => rooms.get(room)?.log ?? [],
  };
}

/** A connection that is just breaking takes nothing and throws nothing: the others are not held up by it. */
function send(socket: WebSocket, message: ServerMessage): void {
  socket.send(JSON.stringify(message), () => {});
}
