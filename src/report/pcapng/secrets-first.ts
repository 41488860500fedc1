import type { MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { tlsSecrets } from './block.ts';

/** How much is held back at most, in bytes. */
const HELD_BYTES = 256 * 1024;

/**
 * Sees to it that secrets come before the packets that they decrypt: readers of a capture do not look
 * back. Secrets that become known late, such as those that a browser writes to a file once the server
 * has answered, hold up the packets from that answer on.
 */
export class SecretsFirst {
  /** Connections whose server has answered and whose secrets may still come. */
  readonly #waiting = new Set<number>();
  /** Connections whose secrets are known. */
  readonly #known = new Set<number>();
  #secrets: Uint8Array[] = [];
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /** Takes an event with its blocks; gives the blocks that can be written now. */
  take(event: TranscriptEvent, blocks: readonly Uint8Array[]): readonly Uint8Array[] {
    if (event.type === 'tls-secret') {
      this.#secrets.push(tlsSecrets(`${event.line}\n`));
      this.#known.add(event.connection);
      this.#waiting.delete(event.connection);
      return [];
    }
    if (event.type === 'message') this.#look(event);
    if (event.type === 'connection-ended') {
      this.#waiting.delete(event.connection);
      this.#known.delete(event.connection);
    }
    this.#held.push(...blocks);
    for (const { byteLength } of blocks) this.#heldBytes += byteLength;
    if (this.#heldBytes > HELD_BYTES) this.#waiting.clear();
    return this.#waiting.size === 0 ? this.release() : [];
  }

  /** Gives all that is held back. */
  release(): readonly Uint8Array[] {
    const blocks = [...this.#secrets, ...this.#held];
    this.#secrets = [];
    this.#held = [];
    this.#heldBytes = 0;
    return blocks;
  }

  #look({ connection, message }: MessageEvent): void {
    if (message.kind === 'tls-content' && message.unread !== undefined)
      this.#waiting.delete(connection);
    if (message.kind !== 'tls-record') return;
    const isAnswer = message.handshake?.includes('server_hello') ?? false;
    if (isAnswer && !this.#known.has(connection)) this.#waiting.add(connection);
    // Nobody asks a key log.
    if (message.encrypted && message.opened === undefined) this.#waiting.delete(connection);
  }
}
