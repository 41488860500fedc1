import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed. Without id and timestamp, whoever has seen one delivery could send it for ever. */
export interface SignedContent {
  readonly id: string;
  /** Seconds since 1970, of this attempt. */
  readonly timestamp: number;
  /** The content as it is on the wire, byte for byte. */
  readonly body: Uint8Array;
}

/** A way of signing. Standard Webhooks 1.0.0 says how; `naive-signature.ts` shows how not to. */
export interface SignatureScheme {
  /** The value of `webhook-signature`: one signature for each secret. */
  sign(content: SignedContent, secrets: readonly string[]): string;
  /** Why a delivery is refused, or nothing where it is genuine and fresh. */
  refusal(headers: Headers, body: Uint8Array, secrets: readonly string[], now: Date): Refusal;
}

export type Refusal = 'unsigned' | 'forged' | 'stale' | undefined;

/** How far the clocks of sender and receiver may be apart, in seconds, in both directions. */
const TOLERANCE_S = 300;

/** Symmetric signatures of Standard Webhooks 1.0.0: `v1`, HMAC-SHA256 over id, timestamp and body. */
export const standardSignature: SignatureScheme = {
  // Two secrets while one replaces the other: receivers with either go on receiving.
  sign: (content, secrets) =>
    secrets.map((secret) => `v1,${mac(content, secret).toString('base64')}`).join(' '),

  refusal(headers, body, secrets, now) {
    const id = headers.get('webhook-id');
    const seconds = headers.get('webhook-timestamp');
    const signatures = headers.get('webhook-signature')?.split(' ') ?? [];
    if (id === null || seconds === null || !/^\d{1,12}$/.test(seconds)) return 'unsigned';
    const timestamp = Number(seconds);
    const genuine = secrets.some((secret) => {
      const wanted = mac({ id, timestamp, body }, secret);
      return signatures.some((signature) => isSame(wanted, signature));
    });
    if (!genuine) return 'forged';
    // Only now: a time that nobody has signed is nobody's time.
    return Math.abs(now.getTime() / 1000 - timestamp) > TOLERANCE_S ? 'stale' : undefined;
  },
};

/** The signed content is `id.timestamp.body`; for the first dots to be these, an id has none. */
function mac({ id, timestamp, body }: SignedContent, secret: string): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
}

/** The key in a secret: base64 behind `whsec_`. */
export const keyOf = (secret: string): Buffer =>
  Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** Compares in a time that does not tell how many of the bytes were right. Other versions are not ours. */
function isSame(wanted: Buffer, signature: string): boolean {
  const [version, base64] = signature.split(',', 2);
  const given = Buffer.from(base64 ?? '', 'base64');
  return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
}
