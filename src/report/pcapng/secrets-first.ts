import type { MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { tlsSecrets } from './block.ts';

/** How much is held back at most, in bytes. */
const HELD_BYTES = 256 * 1024;

/** The last secrets that a reader wants before it has seen the handshake, by version. */
const needed = {
  'TLS 1.3': ['CLIENT_TRAFFIC_SECRET_0', 'SERVER_TRAFFIC_SECRET_0'],
  older: ['CLIENT_RANDOM'],
} as const;

/**
 * Sees to it that secrets come before the packets that they decrypt: readers of a capture do not look
 * back. Secrets that become known late, such as those that a browser writes to a file once the server
 * has answered, hold up the packets from that answer on.
 */
export class SecretsFirst {
  /** Connections whose server has answered, with the labels of the secrets that may still come. */
  readonly #waiting = new Map<number, Set<string>>();
  /** The labels of the secrets that are known of each connection. */
  readonly #known = new Map<number, Set<string>>();
  #secrets: Uint8Array[] = [];
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /** Takes an event with its blocks; gives the blocks that can be written now. */
  take(event: TranscriptEvent, blocks: readonly Uint8Array[]): readonly Uint8Array[] {
    if (event.type === 'tls-secret') {
      this.#secrets.push(tlsSecrets(`${event.line}\n`));
      this.#learn(event.connection, event.line.split(' ')[0] ?? '');
      return [];
    }
    if (event.type === 'message') this.#look(event);
    if (event.type === 'connection-ended') this.#forget(event.connection);
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

  #learn(connection: number, label: string): void {
    const known = this.#known.get(connection) ?? new Set();
    this.#known.set(connection, known.add(label));
    const missing = this.#waiting.get(connection);
    missing?.delete(label);
    if (missing?.size === 0) this.#waiting.delete(connection);
  }

  #look({ connection, message }: MessageEvent): void {
    if (message.kind === 'tls-content' && message.unread !== undefined) {
      this.#waiting.delete(connection);
    }
    if (message.kind !== 'tls-record') return;
    if (message.handshake?.includes('server_hello') === true) {
      const version = message.versions?.[0] === 'TLS 1.3' ? 'TLS 1.3' : 'older';
      const known = this.#known.get(connection);
      const missing = needed[version].filter((label) => known?.has(label) !== true);
      if (missing.length > 0) this.#waiting.set(connection, new Set(missing));
    }
    // Nobody asks a key log.
    if (message.encrypted && message.opened === undefined) this.#waiting.delete(connection);
  }

  #forget(connection: number): void {
    this.#waiting.delete(connection);
    this.#known.delete(connection);
  }
}
