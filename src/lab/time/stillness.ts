import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deferred } from './deferred.ts';

/** How many turns of the event loop must pass without any change before all is taken to be still. */
const STILL_TURNS = 2;
/** Real milliseconds after which something that should move and does not is taken to be stuck on purpose. */
const STUCK_MS = 250;

/** Handles that may stay open while nothing moves. Whatever else is active is work under way. */
const RESTING = new Set([
  'TCPServerWrap',
  'TCPSocketWrap',
  'PipeWrap',
  'PipeServerWrap',
  'TTYWrap',
  'Immediate',
  'MessagePort',
  'SignalWrap',
  'ProcessWrap',
]);

/**
 * Knows when everybody waits: no byte on its way, no connection being opened or closed, no work under
 * way in the process. Both ends of every connection of a run live in this process, so this is counted,
 * not guessed: what one end wrote, the other must have read.
 */
export class Stillness {
  readonly #sockets = new Set<Socket>();
  readonly #others = new WeakMap<Socket, Socket>();
  #closed = 0;
  #holds = 0;
  #released = deferred();
  /** The state that stayed the same too long while something seemed to be under way. */
  #stuck = '';

  readonly #onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#closed++;
    });
  };

  /** Starts to watch the sockets of this process. */
  watch(): void {
    subscribe('net.client.socket', this.#onSocket);
    subscribe('net.server.socket', this.#onSocket);
  }

  /** Stops watching. */
  release(): void {
    unsubscribe('net.client.socket', this.#onSocket);
    unsubscribe('net.server.socket', this.#onSocket);
    this.#sockets.clear();
  }

  /** Keeps everything from counting as still while a promise is pending that no socket shows. */
  async during<T>(work: Promise<T>): Promise<T> {
    if (this.#holds++ === 0) this.#released = deferred();
    try {
      return await work;
    } finally {
      if (--this.#holds === 0) this.#released.resolve();
    }
  }

  /** Resolves once all is still. */
  async settled(): Promise<void> {
    let state = '';
    let since = 0;
    let turns = 0;
    while (turns < STILL_TURNS) {
      await nextTurn();
      if (this.#holds > 0) {
        await this.#released.promise;
        turns = 0;
        continue;
      }
      const now = this.state();
      if (now !== state) {
        state = now;
        since = performance.now();
        turns = 0;
      } else if (
        state === this.#stuck ||
        (this.#processRests() && (turns > 0 || this.#connectionsRest()))
      ) {
        // Connections that were at rest are so for as long as no byte moves.
        turns++;
      } else if (performance.now() - since >= STUCK_MS) {
        this.#stuck = state;
      }
    }
  }

  /** A print of all that counts as movement: two equal ones mean that nothing moved in between. */
  state(): string {
    let bytes = 0;
    for (const socket of this.#sockets) bytes += socket.bytesRead + socket.bytesWritten;
    return `${this.#sockets.size} ${this.#closed} ${bytes}`;
  }

  #processRests(): boolean {
    return process.getActiveResourcesInfo().every((kind) => RESTING.has(kind));
  }

  #connectionsRest(): boolean {
    for (const socket of this.#sockets) {
      const other = this.#others.get(socket) ?? this.#findOther(socket);
      if (other === undefined) return false;
      // What is sent to an end that is closed, nobody will read; its own end of the stream still arrives.
      const rests = this.#sockets.has(other) ? hasArrived(socket, other) : socket.readableEnded;
      if (!rests) return false;
    }
    return true;
  }

  /** The other end of a connection, once both are connected; found once and remembered. */
  #findOther(socket: Socket): Socket | undefined {
    if (socket.connecting || socket.remotePort === undefined) return undefined;
    for (const other of this.#sockets) {
      if (other.connecting || other.localPort !== socket.remotePort) continue;
      if (other.remotePort !== socket.localPort) continue;
      this.#others.set(socket, other);
      this.#others.set(other, socket);
      return other;
    }
    return undefined;
  }
}

/** Whether all that `from` sent, the end of its stream included, has been read by `to`. */
function hasArrived(from: Socket, to: Socket): boolean {
  if (to.isPaused()) return true;
  if (from.bytesWritten !== to.bytesRead) return false;
  return !from.writableFinished || to.readableEnded;
}
