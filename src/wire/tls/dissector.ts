import type { Dissector } from '../types.ts';
import { RecordReader, type Session } from './record-reader.ts';

/**
 * Reads the records of TLS (RFC 9846 §5, RFC 5246 §6) and what the handshake says in the clear: the
 * server name, application protocols, versions and cipher suite. Nothing is decrypted: of an
 * encrypted record only the head is read. In TLS 1.3 everything behind the ServerHello is encrypted,
 * the certificate and the application protocol that the server chose among it.
 *
 * Leaves of the first layer, `tls`: `tls.content-type`, `tls.version`, `tls.length`, then one of
 * `tls.encrypted`, `tls.change-cipher-spec`, `tls.alert-level` and `tls.alert-description`,
 * `tls.payload`, or the parts of handshake messages that lie in the record whole, and
 * `tls.handshake-part` for those that do not. The record that completes one of the latter has a layer
 * `tls-handshake`, whose ranges count the bytes of that message.
 */
export function tlsDissector(): Dissector {
  const session: Session = { version: undefined };
  const readers = {
    'client-to-server': new RecordReader('client-to-server', session),
    'server-to-client': new RecordReader('server-to-client', session),
  };
  return {
    push: (direction, bytes) => readers[direction].push(bytes),
    end: (direction) => readers[direction].end(),
  };
}
