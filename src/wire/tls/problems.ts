import { citedProblems } from '../cited-problems.ts';

/** Whatever is wrong in TLS as far as it can be read from outside. Codes are permanent. */
export const tlsProblems = citedProblems({
  recordTooLong: {
    code: 'tls-record-too-long',
    text: 'The record is longer than any version allows; the receiver ends the connection with record_overflow.',
    source: 'rfc9846 §5.2',
  },
  emptyRecord: {
    code: 'tls-empty-record',
    text: 'Only application data may come in a record of no length.',
    source: 'rfc9846 §5.1',
  },
  unknownContentType: {
    code: 'tls-unknown-content-type',
    text: 'No record has this type, so nothing from here on can be placed.',
    source: 'rfc9846 §5',
  },
  unfinished: {
    code: 'tls-unfinished-record',
    text: 'The connection ended inside this record.',
    source: 'rfc9846 §5.1',
  },
  unreadable: {
    code: 'tls-unreadable',
    text: 'These bytes follow something that is no record.',
  },
  malformedHandshake: {
    code: 'tls-malformed-handshake',
    text: 'A length inside this handshake message does not fit; the receiver ends the connection with decode_error.',
    source: 'rfc9846 §6.2',
  },
  handshakeTooLong: {
    code: 'tls-handshake-too-long',
    text: 'The handshake message is longer than what is kept of one, so it is not read.',
  },
  interleaved: {
    code: 'tls-handshake-interrupted',
    text: 'A record of another type comes before the handshake message is complete.',
    source: 'rfc9846 §5.1',
  },
  noMatch: {
    code: 'tls-secret-does-not-fit',
    text: 'The secret of the key log does not open this record, so nothing of the connection is read from here on.',
  },
  noContentType: {
    code: 'tls-no-content-type',
    text: 'The record holds nothing but zeros; the receiver ends the connection with unexpected_message.',
    source: 'rfc9846 §5.4',
  },
  alertLength: {
    code: 'tls-alert-length',
    text: 'An alert has exactly 2 bytes: level and description.',
    source: 'rfc9846 §6',
  },
});
