/** How the records of a cipher suite are protected. */
export interface Suite {
  /** As Node's `crypto` calls it. */
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
  /** In bytes. */
  readonly keyLength: 16 | 32;
  readonly hash: 'sha256' | 'sha384';
}

const ciphers: Readonly<Record<string, Pick<Suite, 'cipher' | 'keyLength'>>> = {
  AES_128_GCM: { cipher: 'aes-128-gcm', keyLength: 16 },
  AES_256_GCM: { cipher: 'aes-256-gcm', keyLength: 32 },
  CHACHA20_POLY1305: { cipher: 'chacha20-poly1305', keyLength: 32 },
};

/** Suites of TLS 1.3 name cipher and hash alone, those of TLS 1.2 the key exchange before `WITH`. */
const NAME = /^TLS_(?:\w+_WITH_)?(AES_128_GCM|AES_256_GCM|CHACHA20_POLY1305)_SHA(256|384)$/;

/**
 * The protection of a suite by its name, such as `TLS_AES_128_GCM_SHA256`; undefined of those that
 * are not read: CCM and whatever is not an AEAD.
 */
export function suiteOf(name: string): Suite | undefined {
  const [, cipher = '', bits] = NAME.exec(name) ?? [];
  const found = Object.hasOwn(ciphers, cipher) ? ciphers[cipher] : undefined;
  return found && { ...found, hash: bits === '384' ? 'sha384' : 'sha256' };
}
