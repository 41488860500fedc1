import type { SecureVersion } from 'node:tls';
import type { Authority, CertificateFlaw } from './authority.ts';

/** How a server speaks TLS. */
export interface ServerTls {
  /** The application protocols that it takes, the one that it likes best first; HTTP/1.1 by default. */
  readonly alpn?: readonly ('h2' | 'http/1.1')[];
  /** What is wrong with its certificate on purpose. */
  readonly flaw?: CertificateFlaw;
  /** Whether clients are asked for a certificate of the run's authority; without one, `required` ends the handshake. */
  readonly clientCertificate?: 'asked' | 'required';
  /** The only version that it speaks; by default both that are in use. */
  readonly version?: 'TLSv1.2' | 'TLSv1.3';
}

/** What a server needs to speak TLS: options for Node's `tls`, `https` and `http2`. */
export interface SecureListening {
  readonly key: string;
  readonly cert: string;
  /** Whom it trusts to certify its clients. */
  readonly ca: string;
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
  readonly ALPNProtocols: string[];
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
  /** Takes each line of the server's key log (`keylog`), so that the taps can read what is inside. */
  readonly onSecret: (line: string) => void;
}

/** What the server of a party needs. */
export function secureListening(
  authority: Authority,
  party: string,
  {
    alpn = ['http/1.1'],
    flaw,
    clientCertificate,
    version,
    hosts = [],
  }: ServerTls & { readonly hosts?: readonly string[] },
  onSecret: (line: string) => void,
): SecureListening {
  return {
    ...authority.issue(party, flaw, hosts),
    ca: authority.certificate,
    requestCert: clientCertificate !== undefined,
    rejectUnauthorized: clientCertificate === 'required',
    ALPNProtocols: [...alpn],
    minVersion: version ?? 'TLSv1.2',
    maxVersion: version ?? 'TLSv1.3',
    onSecret,
  };
}
