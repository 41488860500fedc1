import { connect, type Socket } from 'node:net';
import { connect as connectSecured } from 'node:tls';
import type { Speech } from './speech/speech.ts';

/**
 * A connection that is kept alive and asks the next question when the last one was answered. It looks
 * at as little as it can, so that what is measured is not the one who measures.
 */
export class Asker {
  readonly #socket: Socket;
  readonly #speech: Speech;
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, speech: Speech) {
    this.#socket = socket;
    this.#speech = speech;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  /** Opens a connection to a port of the loopback address; over TLS whoever answers is trusted. */
  static open(port: number, speech: Speech, isSecured = false): Promise<Asker> {
    return new Promise((resolve, reject) => {
      const to = { host: '127.0.0.1', port, noDelay: true };
      const socket = isSecured
        ? connectSecured({ ...to, servername: 'localhost', rejectUnauthorized: false })
        : connect(to);
      socket.once('error', reject);
      socket.once(isSecured ? 'secureConnect' : 'connect', () => {
        socket.off('error', reject);
        resolve(new Asker(socket, speech));
      });
    });
  }

  /** Resolves when the answer is there as a whole. */
  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(this.#speech.question());
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    try {
      if (this.#speech.answered(bytes)) this.#answered?.();
    } catch (error) {
      this.#failed?.(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** How many answers came, and how many that is a second. */
export interface Throughput {
  readonly answers: number;
  readonly perSecond: number;
}

/** Asks on all connections for a time. */
export async function throughput(askers: readonly Asker[], ms: number): Promise<Throughput> {
  const began = performance.now();
  const until = began + ms;
  let answers = 0;
  const work = async (asker: Asker) => {
    while (performance.now() < until) {
      await asker.ask();
      answers += 1;
    }
  };
  await Promise.all(askers.map(work));
  return { answers, perSecond: (answers * 1000) / (performance.now() - began) };
}

/** Asks one question after the other; returns what each answer took, in microseconds. */
export async function roundTrips(asker: Asker, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await asker.ask();
    times.push((performance.now() - began) * 1000);
  }
  return times;
}
