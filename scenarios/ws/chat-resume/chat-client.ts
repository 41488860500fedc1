import type { Clock, Random, Timer } from 'apilab';
import { WebSocket } from 'ws';
import type { ClientMessage, ServerMessage } from './chat-messages.ts';
import type { ReconnectDelay } from './reconnect-delay.ts';

export interface ChatClientOptions {
  /** `ws://...` */
  readonly url: string;
  readonly user: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly reconnectDelay: ReconnectDelay;
  /** A server that is silent for this long, pings included, is taken for dead. In milliseconds. */
  readonly silenceMs: number;
  /** How long a connection must last before the delays begin anew, in milliseconds. */
  readonly stableMs: number;
  /** What is said without a connection, and what was not acknowledged on one: kept and said again, or lost. */
  readonly unsent: 'kept' | 'lost';
}

/** Somebody in the chat, whose connection may break at any byte. */
export interface ChatClient {
  connect(): void;
  join(room: string): void;
  leave(room: string): void;
  say(room: string, text: string): void;
  /** Says goodbye (RFC 6455 §7.1.2) and does not come back. */
  close(): void;
}

/** A client that comes back when it loses its connection, says what it could not say, and asks for what it missed. */
export function chatClient(options: ChatClientOptions): ChatClient {
  const { url, user, clock, random, reconnectDelay, silenceMs, stableMs, unsent } = options;
  /** The rooms it is in, with the number of the last message it has; none before the first. */
  const rooms = new Map<string, number | undefined>();
  /** What the server has not acknowledged, in order. */
  let outbox: Extract<ClientMessage, { readonly say: string }>[] = [];
  let said = 0;
  let failures = 0;
  let socket: WebSocket | undefined;
  let waiting: Timer | undefined;
  let closed = false;

  function connect(): void {
    const current = new WebSocket(url, { perMessageDeflate: false });
    socket = current;
    let openedAt: number | undefined;
    let silence: Timer | undefined;

    /** A browser's script is not told of pings (WebSockets Standard §5): there, the server must send messages. */
    const signOfLife = () => {
      silence?.cancel();
      silence = clock.setTimer(silenceMs, () => current.terminate());
    };

    current.on('open', () => {
      openedAt = clock.now();
      signOfLife();
      send({ hello: user });
      for (const [room, after] of rooms) sendJoin(room, after);
      for (const message of outbox) send(message);
    });
    current.on('ping', signOfLife);
    current.on('message', (data) => {
      signOfLife();
      const message: ServerMessage = JSON.parse(String(data));
      take(message);
    });
    // A close event follows every error, and it is all the same why.
    current.on('error', () => {});
    current.on('close', () => {
      silence?.cancel();
      if (closed) return;
      // Not when it opens: a server that accepts everybody and drops them again is not back yet.
      if (openedAt !== undefined && clock.now() - openedAt >= stableMs) failures = 0;
      waiting = clock.setTimer(reconnectDelay(failures++, random), connect);
    });
  }

  function take(message: ServerMessage): void {
    if ('joined' in message && rooms.has(message.joined)) {
      // Whatever comes from here on can be missed, so the place to resume from must be known.
      rooms.set(message.joined, rooms.get(message.joined) ?? message.seq);
    } else if ('said' in message && rooms.has(message.room)) {
      rooms.set(message.room, message.seq);
    } else if ('ack' in message) {
      outbox = outbox.filter(({ n }) => n > message.ack);
    }
  }

  function sendJoin(room: string, after: number | undefined): void {
    send({ join: room, ...(after !== undefined && { after }) });
  }

  /** Without a connection nothing is sent: all that matters is said when there is one. */
  function send(message: ClientMessage): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message), () => {});
  }

  return {
    connect,
    join(room) {
      rooms.set(room, undefined);
      sendJoin(room, undefined);
    },
    leave(room) {
      rooms.delete(room);
      send({ leave: room });
    },
    say(room, text) {
      const message = { say: text, room, n: ++said };
      if (unsent === 'kept') outbox.push(message);
      send(message);
    },
    close() {
      closed = true;
      waiting?.cancel();
      socket?.close(1000);
    },
  };
}
