import { connect, type Socket } from 'node:net';
import { document } from './payload.ts';

const body = document('question');
const REQUEST = Buffer.concat([
  Buffer.from(
    [
      'POST /orders HTTP/1.1',
      'host: api.example',
      'user-agent: bench',
      'accept: application/json',
      'content-type: application/json',
      `content-length: ${body.length}`,
      '\r\n',
    ].join('\r\n'),
  ),
  body,
]);

/**
 * A connection that is kept alive and asks the next question when the last one was answered. It looks
 * at as little as it can, so that what is measured is not the one who measures.
 */
export class Asker {
  readonly #socket: Socket;
  /** Bytes of an answer; the server gives all alike. */
  #answerBytes = 0;
  #opening = '';
  #received = 0;
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  /** Opens a connection to a port of the loopback address. */
  static open(port: number): Promise<Asker> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Asker(socket));
      });
    });
  }

  /** Resolves when the answer is there as a whole. */
  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(REQUEST);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    this.#received += bytes.length;
    if (this.#answerBytes === 0) this.#learnLength(bytes);
    if (this.#answerBytes === 0 || this.#received < this.#answerBytes) return;
    this.#received -= this.#answerBytes;
    this.#answered?.();
  }

  #learnLength(bytes: Buffer): void {
    this.#opening += bytes.toString('latin1');
    const headEnd = this.#opening.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#opening.slice(0, headEnd);
    const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
      this.#failed?.(new Error(`an answer that the load does not know: ${head.slice(0, 80)}`));
      return;
    }
    this.#answerBytes = headEnd + 4 + Number(length);
  }
}

/** Asks on all connections for a time; returns answers a second. */
export async function answersPerSecond(askers: readonly Asker[], ms: number): Promise<number> {
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
  return (answers * 1000) / (performance.now() - began);
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
