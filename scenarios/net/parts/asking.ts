import type { Settings } from 'node:http2';
import type { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** An answer whose content is read by whoever asked, when they like. */
export interface Answer {
  readonly status: number;
  readonly body: Readable;
}

/** Asks a server for a path. */
export type Ask = (path: string) => Promise<Answer>;

export interface Client {
  /** What was agreed on. */
  readonly protocol: 'h2' | 'http/1.1';
  readonly ask: Ask;
  close(): void;
}

export interface ClientOptions {
  /** Whom the client asks. */
  readonly host: string;
  /** Opens a connection on which a protocol is agreed on. */
  readonly connect: () => Promise<TLSSocket>;
  /** What it allows the server. */
  readonly settings?: Settings;
}
