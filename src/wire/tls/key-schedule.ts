import { createHmac } from 'node:crypto';
import type { Suite } from './suites.ts';

/** A key and the fixed part of the nonces. */
export interface TrafficKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** The length of a nonce of every AEAD here, in bytes. */
export const NONCE = 12;

/** The keys of a traffic secret of TLS 1.3 (RFC 9846 §7.3). */
export function trafficKeys({ hash, keyLength }: Suite, secret: Uint8Array): TrafficKeys {
  return {
    key: expandLabel(hash, secret, 'key', keyLength),
    iv: expandLabel(hash, secret, 'iv', NONCE),
  };
}

/** The traffic secret behind a KeyUpdate (RFC 9846 §7.2). */
export function nextSecret({ hash }: Suite, secret: Uint8Array): Uint8Array {
  return expandLabel(hash, secret, 'traffic upd', secret.length);
}

/** HKDF-Expand-Label without a context (RFC 9846 §7.1). */
function expandLabel(
  hash: Suite['hash'],
  secret: Uint8Array,
  label: string,
  length: number,
): Uint8Array {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([
    Buffer.from([length >> 8, length & 0xff, name.length]),
    name,
    Buffer.from([0]),
  ]);
  // HKDF-Expand (RFC 5869 §2.3).
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(0);
  for (let known = 0; known < length; known += block.length) {
    const next = createHmac(hash, secret).update(block).update(info);
    block = next.update(Buffer.from([blocks.length + 1])).digest();
    blocks.push(block);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** The keys of both directions that a master secret of TLS 1.2 gives (RFC 5246 §6.3). */
export function keysOfMaster(
  { cipher, hash, keyLength }: Suite,
  masterSecret: Uint8Array,
  randoms: { readonly client: string; readonly server: string },
): { readonly client: TrafficKeys; readonly server: TrafficKeys } {
  // With AES-GCM the other 8 bytes of a nonce come with each record (RFC 5288 §3); ChaCha20 has none there (RFC 7905 §2).
  const ivLength = cipher === 'chacha20-poly1305' ? NONCE : 4;
  const seed = Buffer.concat([
    Buffer.from('key expansion'),
    Buffer.from(randoms.server, 'hex'),
    Buffer.from(randoms.client, 'hex'),
  ]);
  const block = expandMaster(hash, masterSecret, seed, 2 * (keyLength + ivLength));
  const cut = (from: number, length: number) => block.subarray(from, from + length);
  return {
    client: { key: cut(0, keyLength), iv: cut(2 * keyLength, ivLength) },
    server: { key: cut(keyLength, keyLength), iv: cut(2 * keyLength + ivLength, ivLength) },
  };
}

/** The pseudorandom function P_hash (RFC 5246 §5). */
function expandMaster(
  hash: Suite['hash'],
  secret: Uint8Array,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const blocks: Buffer[] = [];
  let a: Uint8Array = seed;
  for (let known = 0; known < length; ) {
    a = createHmac(hash, secret).update(a).digest();
    const block = createHmac(hash, secret).update(a).update(seed).digest();
    blocks.push(block);
    known += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}
