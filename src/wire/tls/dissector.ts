import { OPENING } from '../start.ts';
import type { Direction, Dissector, Message } from '../types.ts';
import { Inside, type InsideReadings } from './inside.ts';
import { RecordReader, type Session } from './record-reader.ts';

/**
 * Reads the records of TLS (RFC 9846 §5, RFC 5246 §6) and what the handshake says in the clear: the
 * server name, application protocols, versions and cipher suite. In TLS 1.3 everything behind the
 * ServerHello is encrypted, the certificate and the application protocol that the server chose among it.
 *
 * Leaves of the first layer, `tls`: `tls.content-type`, `tls.version`, `tls.length`, then one of
 * `tls.encrypted`, `tls.change-cipher-spec`, `tls.alert-level` and `tls.alert-description`,
 * `tls.payload`, or the parts of handshake messages that lie in the record whole, and
 * `tls.handshake-part` for those that do not. The record that completes one of the latter has a layer
 * `tls-handshake`, whose ranges count the bytes of that message.
 *
 * With a key log (`inside`) records of TLS 1.2 and 1.3 under AES-GCM or ChaCha20-Poly1305 are opened.
 * Their messages come behind the record that completes them, `inside` telling where in the plaintext
 * and in which records they lie: those of the protocol that ALPN or the first bytes name, and a
 * `tls-content` for each record that holds no application data. Records come as without a key log,
 * but for `opened`; those whose secret is not there yet are kept up to `limits.tlsHeld`.
 */
export function tlsDissector(
  readings?: InsideReadings,
  offsets: Readonly<Record<Direction, number>> = OPENING.offsets,
): Dissector {
  const inside = readings && new Inside(readings);
  const session: Session = { version: undefined, inside };
  const readers = {
    'client-to-server': new RecordReader('client-to-server', offsets['client-to-server'], session),
    'server-to-client': new RecordReader('server-to-client', offsets['server-to-client'], session),
  };
  return {
    push: (direction, bytes) => readers[direction].push(bytes),
    end(direction) {
      const out: Message[] = [...readers[direction].end()];
      inside?.end(direction, out);
      return out;
    },
    release(direction) {
      const out: Message[] = [];
      inside?.release(direction, out);
      return out;
    },
    underWayInside: (direction) => inside?.underWay(direction),
    headInside: (direction) => inside?.head(direction),
    wake() {
      const out: Message[] = [];
      inside?.wake(out);
      return out;
    },
  };
}
