/** What a secret of a key log is for (RFC 9850 §2.1, §2.2). Others are passed over. */
const LABELS = [
  'CLIENT_RANDOM',
  'CLIENT_EARLY_TRAFFIC_SECRET',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
  'EXPORTER_SECRET',
] as const;

export type SecretLabel = (typeof LABELS)[number];

/** The secrets of TLS connections, as far as they are known at the moment when it is asked. */
export interface KeyLog {
  /**
   * A secret of the connection whose ClientHello has this random, 64 hexadecimal digits in lower
   * case. It may be there later if it is not there now.
   */
  secret(label: SecretLabel, clientRandom: string): Uint8Array | undefined;
}

/** How many connections a log remembers; the oldest is forgotten first. */
const SESSIONS = 10_000;

/** A line: a label, the random of the ClientHello and the secret, both in hexadecimal digits (RFC 9850 §2). */
const LINE = /^([A-Z0-9_]+) ([0-9a-fA-F]{64}) ((?:[0-9a-fA-F]{2}){32,64})$/;

/** A key log that is given its lines as they are written (SSLKEYLOGFILE, RFC 9850). */
export class KeyLines implements KeyLog {
  readonly #sessions = new Map<string, Map<SecretLabel, Uint8Array>>();

  /** Takes a line without its end; says whether it holds a secret. Comments and other labels do not. */
  add(line: string): boolean {
    const [, label, random, secret] = LINE.exec(line) ?? [];
    const known = LABELS.find((each) => each === label);
    if (known === undefined || random === undefined || secret === undefined) return false;
    const key = random.toLowerCase();
    const session = this.#sessions.get(key) ?? new Map<SecretLabel, Uint8Array>();
    session.set(known, Buffer.from(secret, 'hex'));
    this.#sessions.set(key, session);
    if (this.#sessions.size > SESSIONS) {
      const [oldest] = this.#sessions.keys();
      if (oldest !== undefined) this.#sessions.delete(oldest);
    }
    return true;
  }

  secret(label: SecretLabel, clientRandom: string): Uint8Array | undefined {
    return this.#sessions.get(clientRandom)?.get(label);
  }
}

/** A secret as a line of a key log, without its end. */
export function keyLogLine(label: SecretLabel, clientRandom: string, secret: Uint8Array): string {
  return `${label} ${clientRandom} ${Buffer.from(secret).toString('hex')}`;
}
