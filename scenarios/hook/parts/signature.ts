import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed. Without id and timestamp, a delivery that was seen once could be sent for ever. */
export interface SignedContent {
  readonly id: string;
  /** Seconds since 1970, of this attempt. */
  readonly timestamp: number;
  /** The content as it is on the wire, byte for byte. */
  readonly body: Uint8Array;
}

/** A delivery as it arrived, with nothing believed yet. */
export interface ReceivedDelivery {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Why a delivery is refused, or nothing if it is genuine and fresh. */
export type Refusal = 'unsigned' | 'forged' | 'stale' | undefined;

/** A way of signing, for the two sides to agree on. */
export interface SignatureScheme {
  /** The value of `webhook-signature`: one signature for each key. */
  sign(content: SignedContent, keys: readonly Uint8Array[]): string;
  refusal(delivery: ReceivedDelivery, keys: readonly Uint8Array[], now: Date): Refusal;
}

/** A secret that is none: mistyped, or too short to keep anything. */
export class BadSecret extends Error {
  override readonly name = 'BadSecret';
  readonly code = 'bad-secret';
}

/** How far the clocks of sender and receiver may be apart, in seconds, in both directions. */
const TOLERANCE_S = 300;

/** Symmetric signatures of Standard Webhooks 1.0.0: `v1`, HMAC-SHA256 over id, timestamp and body. */
export const standardSignature: SignatureScheme = {
  // Two keys while one replaces the other: receivers with either go on receiving.
  sign: (content, keys) =>
    keys.map((key) => `v1,${mac(content, key).toString('base64')}`).join(' '),

  refusal({ headers, body }, keys, now) {
    const id = headers.get('webhook-id') ?? '';
    const seconds = headers.get('webhook-timestamp') ?? '';
    const signatures = headers.get('webhook-signature')?.split(' ') ?? [];
    // The parts are joined by dots: only if the id has none is it certain where each begins.
    if (id === '' || id.includes('.') || !isTime(seconds)) return 'unsigned';
    const timestamp = Number(seconds);
    const isGenuine = keys.some((key) => {
      const wanted = mac({ id, timestamp, body }, key);
      return signatures.some((signature) => isSame(wanted, signature));
    });
    if (!isGenuine) return 'forged';
    // Only now: a time that nobody has signed is nobody's time.
    return Math.abs(now.getTime() / 1000 - timestamp) > TOLERANCE_S ? 'stale' : undefined;
  },
};

/** Written in one way only: `01` would be checked as 1, and that is not what came. */
const isTime = (seconds: string) => /^(0|[1-9]\d{0,11})$/.test(seconds);

function mac({ id, timestamp, body }: SignedContent, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/**
 * The key in a secret: 24 to 64 bytes in base64 behind `whsec_` (§Signature scheme).
 *
 * @throws BadSecret if it is anything else. An empty key would let everybody sign.
 */
export function keyOf(secret: string): Uint8Array {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (!secret.startsWith('whsec_') || key.length < 24 || key.length > 64) {
    throw new BadSecret('a secret is 24 to 64 bytes in base64, with whsec_ in front');
  }
  return key;
}

/** Compares in a time that does not tell how many of the bytes were right. Other versions are not ours. */
function isSame(wanted: Buffer, signature: string): boolean {
  const [version, base64] = signature.split(',', 2);
  const given = Buffer.from(base64 ?? '', 'base64');
  return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
}
