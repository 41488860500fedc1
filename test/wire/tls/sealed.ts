import { createCipheriv } from 'node:crypto';
import { nextSecret, trafficKeys } from '../../../src/wire/tls/key-schedule.ts';
import type { Suite } from '../../../src/wire/tls/suites.ts';
import { clientHello, handshake, record, vector } from './records.ts';

const suite: Suite = { cipher: 'aes-128-gcm', keyLength: 16, hash: 'sha256' };
const APPLICATION_DATA = 23;

/** The random of `clientHello`. */
export const clientRandom = Buffer.alloc(32, 7).toString('hex');

/** The secrets of a connection that a test makes up. */
export const secrets = {
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: Buffer.alloc(32, 1),
  SERVER_HANDSHAKE_TRAFFIC_SECRET: Buffer.alloc(32, 2),
  CLIENT_TRAFFIC_SECRET_0: Buffer.alloc(32, 3),
  SERVER_TRAFFIC_SECRET_0: Buffer.alloc(32, 4),
} as const;

/** The lines of their key log. */
export const keyLogLines = Object.entries(secrets).map(
  ([label, secret]) => `${label} ${clientRandom} ${secret.toString('hex')}`,
);

/** Seals records of TLS 1.3 under one secret after another (RFC 9846 §5.2). */
export class Sealer {
  #secret: Uint8Array;
  #count = 0;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  seal(type: number, content: string | Uint8Array, padding = 0): Buffer {
    const inner = Buffer.concat([
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
      Buffer.from([type]),
      Buffer.alloc(padding),
    ]);
    const { key, iv } = trafficKeys(suite, this.#secret);
    const nonce = Buffer.from(iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ this.#count++) >>> 0, 8);
    const cipher = createCipheriv('aes-128-gcm', key, nonce);
    const head = record(APPLICATION_DATA, new Uint8Array(inner.length + 16)).subarray(0, 5);
    cipher.setAAD(head);
    return Buffer.concat([head, cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
  }

  /** What is sealed from here on is under the next secret. */
  update(): void {
    this.#secret = nextSecret(suite, this.#secret);
    this.#count = 0;
  }
}

/** A ServerHello of TLS 1.3, as a handshake message. */
export function serverHello13(cipher = 0x1301): Buffer {
  const version = Buffer.concat([Buffer.from([0, 43]), vector(2, Buffer.from([3, 4]))]);
  return handshake(
    2,
    Buffer.concat([
      Buffer.from([3, 3]),
      Buffer.alloc(32, 9),
      vector(1),
      Buffer.from([cipher >> 8, cipher & 0xff, 0]),
      vector(2, version),
    ]),
  );
}

/** EncryptedExtensions that agree on an application protocol. */
export function encryptedExtensions(alpn: string): Buffer {
  const names = vector(2, vector(1, Buffer.from(alpn)));
  const extension = Buffer.concat([Buffer.from([0, 16]), vector(2, names)]);
  return handshake(8, vector(2, extension));
}

export const finished = handshake(20, Buffer.alloc(32, 5));
export const hello = record(22, clientHello({ versions: [0x0304], alpn: ['http/1.1'] }), 0x0301);
