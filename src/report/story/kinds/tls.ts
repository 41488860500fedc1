import type { TlsContent, TlsRecord } from '../../../wire/types.ts';
import { contentRows, tlsRows } from '../tls.ts';
import type { ToldKind } from './kind.ts';

export const tlsRecord: ToldKind<TlsRecord> = {
  nouns: () => ['TLS record', 'TLS records'],
  rows: tlsRows,
  lines: ({ summary }) => [summary],
  sort: () => '',
  talk: () => undefined,
  // What it holds speaks for itself.
  isSilent: ({ opened }) => opened === true,
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ contentType, encrypted, handshake, sni, alpn, versions, alert }) => ({
    contentType,
    encrypted,
    handshake,
    sni,
    alpn,
    versions,
    alert,
  }),
};

export const tlsContent: ToldKind<TlsContent> = {
  nouns: () => ['message of the handshake', 'messages of the handshake'],
  rows: contentRows,
  lines: ({ summary }) => [summary],
  sort: () => '',
  talk: () => undefined,
  isSilent: ({ handshake, contentType }) =>
    contentType === 'change_cipher_spec' ||
    (handshake?.every((type) => type === 'new_session_ticket') ?? false),
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ contentType, handshake, alpn, alert, unread }) => ({
    contentType,
    handshake,
    alpn,
    alert,
    unread,
  }),
};
