import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { KeyLines, type KeyLog, type SecretLabel } from '../../wire/tls/key-log.ts';
import type { Closable } from '../scenario/lab.ts';

/** How often a file is looked at while nobody asks, in milliseconds. */
const LOOKS_EVERY_MS = 100;
/** How much of a file that is there already is read: its end, where the connections of today are. */
const READ_AT_FIRST = 4 * 1024 * 1024;
/** How much is read at once. */
const CHUNK = 64 * 1024;
/** A line that is longer holds no secret. */
const LONGEST_LINE = 1024;

/**
 * A key log in a file, as browsers, curl and others write it where `SSLKEYLOGFILE` says (RFC 9850). It
 * is read while it grows, and need not be there yet. Most programs write a secret before they use it,
 * so that whoever asks for one makes it look at once.
 */
export class KeyLogFile implements KeyLog, Closable {
  readonly #path: string;
  readonly #lines = new KeyLines();
  #open: { readonly ino: number; readonly file: number } | undefined;
  #begun = false;
  /** How far it was read. */
  #at = 0;
  /** The beginning of a line whose end is not written yet. */
  #rest = '';

  constructor(path: string) {
    this.#path = path;
    this.#readOn();
  }

  secret(label: SecretLabel, clientRandom: string): Uint8Array | undefined {
    const known = this.#lines.secret(label, clientRandom);
    if (known !== undefined || !this.#readOn()) return known;
    return this.#lines.secret(label, clientRandom);
  }

  /** Calls back whenever secrets came, until it is closed. */
  follow(onMore: () => void): Closable {
    const timer = setInterval(() => {
      if (this.#readOn()) onMore();
    }, LOOKS_EVERY_MS);
    return {
      close: () => {
        clearInterval(timer);
        this.close();
      },
    };
  }

  /** Lets go of the file. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.file);
    this.#open = undefined;
  }

  /** Reads what was added; says whether there was a secret in it. */
  #readOn(): boolean {
    try {
      const status = statSync(this.#path);
      // Only a plain file does not keep its reader waiting.
      if (!status.isFile()) return false;
      const { ino, size } = status;
      if (ino !== this.#open?.ino || size < this.#at) this.#begin(ino, size);
      return size > this.#at && this.#readToEnd();
    } catch {
      // What cannot be read now may be later.
      return false;
    }
  }

  /** The file is there for the first time, or another one is in its place, or it was emptied. */
  #begin(ino: number, size: number): void {
    this.#at = this.#begun ? 0 : Math.max(0, size - READ_AT_FIRST);
    this.#begun = true;
    this.#rest = '';
    this.close();
    // As long as it is open, no other file can have its number.
    this.#open = { ino, file: openSync(this.#path, 'r') };
  }

  #readToEnd(): boolean {
    const chunk = Buffer.alloc(CHUNK);
    let found = false;
    for (;;) {
      const length = readSync(this.#open?.file ?? -1, chunk, 0, chunk.length, this.#at);
      if (length === 0) return found;
      this.#at += length;
      found = this.#take(chunk.toString('latin1', 0, length)) || found;
    }
  }

  #take(text: string): boolean {
    const lines = (this.#rest + text).split('\n');
    const rest = lines.pop() ?? '';
    this.#rest = rest.length > LONGEST_LINE ? '' : rest;
    let found = false;
    for (const line of lines) found = this.#lines.add(line.trimEnd()) || found;
    return found;
  }
}
