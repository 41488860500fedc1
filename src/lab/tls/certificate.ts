import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, oid, TRUE, utcTime } from './der.ts';

/** A key pair of Ed25519: its keys and signatures have the same length in every run. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  /** The 32 bytes of the public key (RFC 8032 §5.1.5). */
  readonly publicBytes: Buffer;
}

/** What a certificate says (RFC 5280 §4.1). */
export interface CertificateParts {
  readonly subject: string;
  readonly subjectKey: KeyPair;
  readonly issuer: string;
  readonly issuerKey: KeyPair;
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Host names and IPv4 addresses; none of an authority. */
  readonly names: readonly string[];
  readonly isAuthority: boolean;
}

/** RFC 8410 §3: no parameters. */
const ED25519 = der('sequence', oid('1.3.101.112'));

/** The pair whose private key are these 32 bytes (RFC 8410 §7). */
export function keyPair(seed: Uint8Array): KeyPair {
  const algorithm = [der('integer', Buffer.from([0])), ED25519];
  const pkcs8 = der('sequence', ...algorithm, der('octetString', der('octetString', seed)));
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicBytes: spki.subarray(-32) };
}

/** A certificate of version 3, signed by its issuer, in PEM. */
export function certificate(parts: CertificateParts): string {
  const { subject, subjectKey, issuer, issuerKey, serial, notBefore, notAfter } = parts;
  const unsigned = der(
    'sequence',
    der(0xa0, der('integer', Buffer.from([2]))),
    der('integer', serial),
    ED25519,
    name(issuer),
    der('sequence', utcTime(notBefore), utcTime(notAfter)),
    name(subject),
    der('sequence', ED25519, bits(subjectKey.publicBytes)),
    der(0xa3, der('sequence', ...extensions(parts))),
  );
  const signature = sign(null, unsigned, issuerKey.privateKey);
  const whole = der('sequence', unsigned, ED25519, bits(signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** A name that is only a common name. */
function name(commonName: string): Buffer {
  const attribute = der('sequence', oid('2.5.4.3'), der('utf8', Buffer.from(commonName)));
  return der('sequence', der('set', attribute));
}

/** RFC 5280 §4.2.1: key identifiers, key usage, names, and whether it may sign others. */
function extensions(parts: CertificateParts): readonly Buffer[] {
  const { subjectKey, issuerKey, names, isAuthority } = parts;
  const digitalSignature = Buffer.from([0x03, 0x02, 0x07, 0x80]);
  const certificatesAndLists = Buffer.from([0x03, 0x02, 0x01, 0x06]);
  const forBoth = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'].map(oid);
  return [
    extension('2.5.29.14', der('octetString', identifier(subjectKey))),
    extension('2.5.29.35', der('sequence', der(0x80, identifier(issuerKey)))),
    extension('2.5.29.15', isAuthority ? certificatesAndLists : digitalSignature, true),
    extension('2.5.29.19', isAuthority ? der('sequence', TRUE) : der('sequence'), true),
    ...(isAuthority ? [] : [extension('2.5.29.37', der('sequence', ...forBoth))]),
    ...(names.length === 0
      ? []
      : [extension('2.5.29.17', der('sequence', ...names.map(alternativeName)))]),
  ];
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return der('sequence', oid(id), ...(critical ? [TRUE] : []), der('octetString', value));
}

function identifier({ publicBytes }: KeyPair): Buffer {
  return createHash('sha1').update(publicBytes).digest();
}

/** A host name, or an address of 4 bytes (RFC 5280 §4.2.1.6). */
function alternativeName(host: string): Buffer {
  if (isIP(host) === 4) return der(0x87, Buffer.from(host.split('.').map(Number)));
  return der(0x82, Buffer.from(host));
}
