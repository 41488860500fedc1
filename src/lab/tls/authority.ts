import type { Random } from '../chance/random.ts';
import { type CertificateParts, certificate, type KeyPair, keyPair } from './certificate.ts';

/** A private key and the certificate of its public key, in PEM, as Node's `tls` takes them. */
export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

/** What may be wrong with a certificate on purpose. */
export type CertificateFlaw =
  /** Its time is over. */
  | 'expired'
  /** It was issued by somebody whom nobody trusts. */
  | 'other-authority'
  /** It is for another host. */
  | 'other-name';

/** Who issues the certificates of a run. Everybody in the run trusts it, and nobody else does. */
export interface Authority {
  /** Its own certificate, in PEM: what to trust. */
  readonly certificate: string;
  /** Issues a certificate for a party, good for servers and clients alike, and for its other names. */
  issue(party: string, flaw?: CertificateFlaw, hosts?: readonly string[]): Credentials;
}

/** Long before and long after any run: certificates are the same in every run with the same seed. */
const NOT_BEFORE = new Date(Date.UTC(2020, 0, 1));
const NOT_AFTER = new Date(Date.UTC(2049, 11, 31));
/** The end of one that expired. */
const EXPIRED = new Date(Date.UTC(2021, 0, 1));

/** An authority whose keys come from the seed. */
export function authority(random: Random, name = 'The lab'): Authority {
  const own = keyPair(drawn(random.fork(`key of ${name}`), 32));
  const issuer = { issuer: name, issuerKey: own, notBefore: NOT_BEFORE };
  const parts = {
    ...issuer,
    subject: name,
    subjectKey: own,
    serial: serialOf(random.fork(`serial of ${name}`)),
    notAfter: NOT_AFTER,
    names: [],
    isAuthority: true,
  };
  return {
    certificate: certificate(parts),
    issue(party, flaw, hosts = []) {
      if (flaw === 'other-authority') {
        return authority(random, 'Somebody else').issue(party, undefined, hosts);
      }
      const key = keyPair(drawn(random.fork(`key of ${party}`), 32));
      const called = flaw === 'other-name' ? `not-${party}` : party;
      return credentials(key, {
        ...issuer,
        subject: called,
        subjectKey: key,
        serial: serialOf(random.fork(`serial of ${party} ${flaw ?? ''}`)),
        notAfter: flaw === 'expired' ? EXPIRED : NOT_AFTER,
        names: flaw === 'other-name' ? [called] : [party, ...hosts, 'localhost', '127.0.0.1'],
        isAuthority: false,
      });
    },
  };
}

function credentials({ privateKey }: KeyPair, parts: CertificateParts): Credentials {
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
  return { key: key.toString(), cert: certificate(parts) };
}

/** A positive number of 8 bytes whose first is never 0, so that its encoding has always the same length. */
function serialOf(random: Random): Uint8Array {
  const bytes = drawn(random, 8);
  bytes[0] = random.integer(0x40, 0x7f);
  return bytes;
}

function drawn(random: Random, byteLength: number): Uint8Array {
  return Uint8Array.from({ length: byteLength }, () => random.integer(0, 255));
}
