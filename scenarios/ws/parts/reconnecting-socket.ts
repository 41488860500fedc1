import type { Clock, Random, Timer } from 'apilab';
import { WebSocket } from 'ws';
import { type Returning, spreadOut } from './returning.ts';

export interface ReconnectingSocketOptions {
  /** `ws://...` */
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  /** When to come back. */
  readonly returning?: Returning;
  /** A server that is silent for this long, pings included, is taken for dead. In milliseconds. */
  readonly silenceMs: number;
  /** A connection is open: the place to say who one is, and what one missed. */
  onOpen?(): void;
  /** A text message came. */
  onText?(text: string): void;
}

/** A WebSocket that comes back when it loses its connection; the protocol itself does not. */
export interface ReconnectingSocket {
  /** Opens a connection, unless there is one. */
  connect(): void;
  /** Says whether it was handed to an open connection; no more than that is known. */
  send(text: string): boolean;
  /** Says goodbye (RFC 6455 §7.1.2) and does not come back. */
  close(): void;
}

/** What a server says in one message is no longer than this. */
const LONGEST_MESSAGE_BYTES = 64 * 1024;

export function reconnectingSocket(options: ReconnectingSocketOptions): ReconnectingSocket {
  const { url, clock, random, returning = spreadOut, silenceMs, onOpen, onText } = options;
  let socket: WebSocket | undefined;
  let waiting: Timer | undefined;
  let failures = 0;

  function open(): void {
    const current = new WebSocket(url, {
      perMessageDeflate: false,
      maxPayload: LONGEST_MESSAGE_BYTES,
    });
    socket = current;
    let openedAt: number | undefined;
    let silence: Timer | undefined;

    /** A browser's script is not told of pings (WebSockets Standard §5): there, the server must send messages. */
    const signOfLife = () => {
      silence?.cancel();
      silence = clock.setTimer(silenceMs, () => current.terminate());
    };

    signOfLife();
    current.on('open', () => {
      openedAt = clock.now();
      signOfLife();
      onOpen?.();
    });
    current.on('ping', signOfLife);
    current.on('message', (data, isBinary) => {
      signOfLife();
      if (!isBinary) onText?.(String(data));
    });
    // A close event follows every error, and it is all the same why.
    current.on('error', () => {});
    current.on('close', (code) => {
      silence?.cancel();
      if (socket !== current) return;
      socket = undefined;
      if (openedAt !== undefined && returning.isBack(clock.now() - openedAt)) failures = 0;
      const waitMs = returning.waitMs({ code, failures }, random);
      failures++;
      if (waitMs !== 'never') waiting = clock.setTimer(waitMs, open);
    });
  }

  return {
    connect() {
      waiting?.cancel();
      if (socket === undefined) open();
    },
    send(text) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(text, () => {});
      return true;
    },
    close() {
      waiting?.cancel();
      const last = socket;
      socket = undefined;
      last?.close(1000);
    },
  };
}
