import { createDecipheriv } from 'node:crypto';
import { NONCE, nextSecret, type TrafficKeys, trafficKeys } from './key-schedule.ts';
import type { Suite } from './suites.ts';

/** The authentication tag at the end of a record, in bytes: all AEADs here have the same. */
const TAG = 16;
/** The part of a nonce that a record of TLS 1.2 with AES-GCM carries (RFC 5288 §3). */
const EXPLICIT_NONCE = 8;

/** A record that is encrypted. */
export interface Sealed {
  /** Type, version and length, as they were sent. */
  readonly head: Uint8Array;
  readonly payload: Uint8Array;
}

/** What a record held. */
export interface Opened {
  /** The code of the content type. */
  readonly type: number;
  readonly content: Uint8Array;
  /** All that was decrypted: the content, and in TLS 1.3 its type and the padding. */
  readonly whole: Uint8Array;
  /** How many zeros followed the content to hide its length (RFC 9846 §5.4). */
  readonly padding: number;
}

/** Decrypts the records of one direction, in their order. */
export interface Opener {
  /** Undefined if the key does not fit; the next call then tries the same number again. */
  open(record: Sealed): Opened | undefined;
  /** The opener behind a KeyUpdate; only in TLS 1.3. */
  next(): Opener | undefined;
}

/** Opens records of TLS 1.3 (RFC 9846 §5.2). */
export function opener13(suite: Suite, secret: Uint8Array): Opener {
  const keys = trafficKeys(suite, secret);
  let count = 0;
  return {
    open({ head, payload }) {
      const inner = decrypt(suite, keys, nonceOf(keys.iv, count), head, payload);
      if (inner === undefined) return undefined;
      count++;
      let end = inner.length;
      while (end > 0 && inner[end - 1] === 0) end--;
      // Without a type, which is never zero, the record says nothing (RFC 9846 §5.4).
      const type = inner[end - 1] ?? 0;
      const content = inner.subarray(0, Math.max(0, end - 1));
      return { type, content, whole: inner, padding: inner.length - end };
    },
    next: () => opener13(suite, nextSecret(suite, secret)),
  };
}

/** Opens records of TLS 1.2 (RFC 5246 §6.2.3.3, RFC 5288 §3, RFC 7905 §2). */
export function opener12(suite: Suite, keys: TrafficKeys): Opener {
  const explicit = suite.cipher === 'chacha20-poly1305' ? 0 : EXPLICIT_NONCE;
  let count = 0;
  return {
    open({ head, payload }) {
      const length = payload.length - explicit - TAG;
      if (length < 0) return undefined;
      const nonce =
        explicit === 0
          ? nonceOf(keys.iv, count)
          : Buffer.concat([keys.iv, payload.subarray(0, explicit)]);
      const additional = Buffer.alloc(13);
      additional.writeBigUInt64BE(BigInt(count), 0);
      additional.set(head.subarray(0, 3), 8);
      additional.writeUInt16BE(length, 11);
      const content = decrypt(suite, keys, nonce, additional, payload.subarray(explicit));
      if (content === undefined) return undefined;
      count++;
      return { type: head[0] ?? 0, content, whole: content, padding: 0 };
    },
    next: () => undefined,
  };
}

/** The number of the record, put over the end of the fixed part (RFC 9846 §5.3). */
function nonceOf(iv: Uint8Array, count: number): Uint8Array {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeBigUInt64BE(BigInt(count), NONCE - 8);
  for (let at = 0; at < NONCE; at++) nonce[at] = (nonce[at] ?? 0) ^ (iv[at] ?? 0);
  return nonce;
}

function decrypt(
  { cipher }: Suite,
  { key }: TrafficKeys,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const length = sealed.length - TAG;
  if (length < 0) return undefined;
  // Node knows the two kinds of AEAD under one call with different types.
  const decipher =
    cipher === 'chacha20-poly1305'
      ? createDecipheriv(cipher, key, nonce, { authTagLength: TAG })
      : createDecipheriv(cipher, key, nonce, { authTagLength: TAG });
  decipher.setAAD(additional, { plaintextLength: length });
  decipher.setAuthTag(sealed.subarray(length));
  const content = decipher.update(sealed.subarray(0, length));
  try {
    decipher.final();
    return content;
  } catch {
    // The only thing that `final` says of an AEAD: the tag is wrong.
    return undefined;
  }
}
