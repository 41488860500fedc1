/**
 * What this code was given by the lab that it comes from: time, chance and ids. Here they are those of
 * the system.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'node:net';

/** Something that will happen at a time, unless it is cancelled. */
export interface Timer {
  cancel(): void;
}

/** Time. Whatever waits or expires asks it, so that a test can put another one in its place. */
export interface Clock {
  /** Milliseconds since the program began. */
  now(): number;
  date(): Date;
  /** Resolves after `delayMs`. Rejects with the signal's reason if it is aborted. */
  sleep(delayMs: number, options?: { readonly signal?: AbortSignal }): Promise<void>;
  setTimer(delayMs: number, callback: () => void): Timer;
}

/** Chance. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** A real number from `min` up to, not including, `max`. */
  between(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  fork(name: string): Random;
}

/** Identifiers that nobody else has. */
export interface Ids {
  uuid(): string;
}

/** Something that must be closed at the end. */
export interface Closable {
  close(): void | Promise<void>;
}

/** A server that listens. */
export interface RunningServer extends Closable {
  readonly port: number;
}

/** Where a server is to listen; on a free port if none is said. */
export interface ListenAt {
  readonly host: string;
  readonly port?: number;
  /** What it takes to speak TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Keeps it from answering whom it should not. */
  readonly guard?: (server: Server | HttpServer) => void;
}

/** Anything that answers web-standard requests, such as a Hono app. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>;
}

export type ServerRecipe =
  | FetchHandler
  | ((at: ListenAt) => RunningServer | Promise<RunningServer>);

/** A statement that a database ran. */
export interface Statement {
  readonly sql: string;
}

/** What a server is started with. */
export interface LiveLab {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Has a resource closed at the end. */
  use<T extends Closable>(resource: T): T;
  /** Takes the statements of a database; nobody reads them here. */
  statements(client: string, database: string): (statement: Statement) => void;
}

/** The address that a server is reached at. */
export interface Address {
  readonly url: string;
  readonly authority: string;
}

/** A command that is ready to be tried. */
export interface Attempt {
  readonly about: string;
  readonly command: string;
}

/** What a sender signs. */
export interface ToSign {
  readonly id: string;
  readonly at: Date;
  /** The content as it will be on the wire. */
  readonly body: Uint8Array;
  readonly secret: string;
}

/** How requests to a server are signed. */
export interface Signer {
  readonly path: string;
  readonly secret: string;
  readonly body: string;
  fields(content: ToSign): Readonly<Record<string, string>>;
}

/** A server and how to try it. */
export interface ServerDefinition {
  readonly title: string;
  readonly about: string;
  readonly standard?: string | readonly string[];
  readonly focus?: readonly string[];
  readonly party?: string;
  start(lab: LiveLab): ServerRecipe | Promise<ServerRecipe>;
  tryIt(at: Address): readonly Attempt[];
  readonly sign?: Signer;
  readonly protoTypes?: unknown;
  readonly page?: {
    readonly actions: readonly { readonly label: string; readonly script: string }[];
  };
  readonly protocol?: 'h2';
  readonly openapi?: object;
}

/** Declares a server. */
export const defineServer = (definition: ServerDefinition): ServerDefinition => definition;

/** The folder of this code. */
export const packageRoot = new URL('./', import.meta.url);

/** The lab reads messages by these types; here nobody does. */
export const protoTypesOf = (loaded: unknown): unknown => loaded;

/**
 * Starts a server of Node's own. Closing it closes every connection too.
 *
 * @throws the server's error if it cannot listen.
 */
export async function listening(
  server: Server | HttpServer,
  { host, port = 0 }: ListenAt,
): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('it has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The longest delay that Node's timers know, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

const began = performance.now();

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => performance.now() - began,
  date: () => new Date(),
  setTimer(delayMs, callback) {
    const timeout = setTimeout(callback, Math.min(delayMs, LONGEST_MS));
    return { cancel: () => clearTimeout(timeout) };
  },
  sleep(delayMs, { signal } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        timer.cancel();
        reject(signal?.reason);
      };
      const timer = systemClock.setTimer(delayMs, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  },
};

/** Chance that nobody can repeat. */
export const systemRandom: Random = {
  next: () => Math.random(),
  integer: (min, max) => min + Math.floor(Math.random() * (max - min + 1)),
  between: (min, max) => min + Math.random() * (max - min),
  pick(items) {
    const item = items[Math.floor(Math.random() * items.length)];
    if (item === undefined) throw new RangeError('cannot pick from an empty list');
    return item;
  },
  fork: () => systemRandom,
};

/** Random UUIDs (RFC 9562 §5.4). */
export const systemIds: Ids = { uuid: () => randomUUID() };
