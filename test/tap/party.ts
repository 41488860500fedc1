import type { Socket } from 'node:net';

/** One end of a connection: what it received, how the other side ended, and promises for both. */
export class Party {
  readonly socket: Socket;
  /** How the other side ended: `fin`, or the code of the error. */
  ending: string | undefined;
  /** What came, in the sizes in which it came. */
  readonly chunks: Buffer[] = [];
  #received = 0;
  #closed = false;
  #watchers: (() => void)[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.chunks.push(chunk);
      this.#received += chunk.length;
      this.#changed();
    });
    socket.on('end', () => {
      this.ending ??= 'fin';
      this.#changed();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.ending = error.code ?? error.message;
      this.#changed();
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#changed();
    });
  }

  /** How many bytes came. */
  get received(): number {
    return this.#received;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get text(): string {
    return this.bytes.toString('latin1');
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Resolves with all that came when it is at least as many bytes, or the connection is closed. */
  async receive(byteLength: number): Promise<string> {
    await this.#until(() => this.#received >= byteLength || this.#closed);
    return this.text;
  }

  /** Resolves when the other side ended, with how. */
  async ended(): Promise<string> {
    await this.#until(() => this.ending !== undefined || this.#closed);
    return this.ending ?? 'closed';
  }

  async closed(): Promise<void> {
    await this.#until(() => this.#closed);
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  #changed(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }
}
