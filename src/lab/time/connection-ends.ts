import type { Socket } from 'node:net';

/** One end of a connection. */
interface End {
  readonly socket: Socket;
  /** The other end, once both are connected. */
  other: End | undefined;
  isOpen: boolean;
  /** How many bytes it had sent when the other end had read them all; -1 before that. */
  readUpTo: number;
  /** For an end whose other one is in another process: how much it had read when it last wrote. */
  readAtWrite: number | undefined;
}

/**
 * Whether bytes are on their way: `read` if none is, `refused` if none is but those nobody wants to
 * read, `outside` if none is but perhaps to or from another process, `asked` if that was sent something
 * and has sent nothing since.
 */
export type Arrival = 'on the way' | 'read' | 'refused' | 'outside' | 'asked';

/** Both ends of every connection in this process, and how far each has read what the other sent. */
export class ConnectionEnds {
  readonly #ends = new Set<End>();
  /** Ends of which the other one is not known yet. */
  readonly #alone = new Set<End>();
  /** Ports on which another process listens. */
  readonly #outside = new Set<number>();
  #closed = 0;

  /** How many ends are open. */
  get open(): number {
    return this.#ends.size;
  }

  /** How many ends were closed. */
  get closed(): number {
    return this.#closed;
  }

  /** How often an end was opened or closed. */
  get changes(): number {
    return this.#ends.size + 2 * this.#closed;
  }

  add(socket: Socket): void {
    const end: End = {
      socket,
      other: undefined,
      isOpen: true,
      readUpTo: -1,
      readAtWrite: undefined,
    };
    this.#ends.add(end);
    this.#alone.add(end);
    if (this.#outside.size > 0) {
      socket.once('connect', () => this.#isOutside(end) && countAtWrites(end));
    }
    socket.once('close', () => {
      end.isOpen = false;
      this.#ends.delete(end);
      this.#alone.delete(end);
      this.#closed++;
    });
  }

  /** Connections to this port have no other end here. */
  expectOutside(port: number): void {
    this.#outside.add(port);
  }

  clear(): void {
    this.#outside.clear();
    this.#ends.clear();
    this.#alone.clear();
  }

  /** How many bytes were read and written at all ends together. */
  byteLength(): number {
    let bytes = 0;
    for (const { socket } of this.#ends) bytes += socket.bytesRead + socket.bytesWritten;
    return bytes;
  }

  /** Compares what each end wrote with what the other one read. */
  arrival(): Arrival {
    this.#pair();
    for (const end of this.#alone) if (!this.#isOutside(end)) return 'on the way';
    let arrival: Arrival = this.#alone.size > 0 ? 'outside' : 'read';
    for (const end of this.#alone) if (isAsked(end)) arrival = 'asked';
    for (const end of this.#ends) {
      const { socket, other } = end;
      if (other === undefined) continue;
      if (!other.isOpen) {
        // What is sent to an end that is closed, nobody will read; its own end of the stream still arrives.
        if (!socket.readableEnded) return 'on the way';
        continue;
      }
      const sent = socket.bytesWritten;
      if (sent === end.readUpTo && !socket.writableFinished) continue;
      if (hasRead(other.socket, sent, socket.writableFinished)) end.readUpTo = sent;
      else if (other.socket.isPaused()) arrival = 'refused';
      else return 'on the way';
    }
    return arrival;
  }

  #isOutside({ socket }: End): boolean {
    return !socket.connecting && this.#outside.has(socket.remotePort ?? 0);
  }

  /** Finds the other end of those that were connected meanwhile: its ports are the same, the other way round. */
  #pair(): void {
    if (this.#alone.size === 0) return;
    const byPorts = new Map<string, End>();
    for (const end of this.#alone) {
      const { connecting, localPort, remotePort } = end.socket;
      if (connecting || localPort === undefined || remotePort === undefined) continue;
      const other = byPorts.get(`${remotePort} ${localPort}`);
      if (other === undefined) {
        byPorts.set(`${localPort} ${remotePort}`, end);
        continue;
      }
      end.other = other;
      other.other = end;
      this.#alone.delete(end);
      this.#alone.delete(other);
    }
  }
}

/** Has an end count how much it had read when it last wrote: two counts of bytes do not tell which came last. */
function countAtWrites(end: End): void {
  const { socket } = end;
  const write = socket.write;
  end.readAtWrite = socket.bytesRead;
  socket.write = (...given: readonly unknown[]) => {
    end.readAtWrite = socket.bytesRead;
    return Reflect.apply(write, socket, given);
  };
}

/** Whether another process was sent something and has sent nothing since: it may be about to answer. */
const isAsked = ({ socket, readAtWrite }: End): boolean =>
  socket.bytesWritten > 0 && socket.bytesRead === readAtWrite;

/** Whether an end has read all the bytes that were sent to it, and the end of the stream if that was sent. */
function hasRead(socket: Socket, sent: number, isFinished: boolean): boolean {
  return socket.bytesRead === sent && (!isFinished || socket.readableEnded);
}
