import type { TlsRecord } from '../../../wire/types.ts';
import { tlsRows } from '../tls.ts';
import type { ToldKind } from './kind.ts';

export const tlsRecord: ToldKind<TlsRecord> = {
  nouns: () => ['TLS record', 'TLS records'],
  rows: tlsRows,
  lines: ({ summary }) => [summary],
  sort: () => '',
  talk: () => undefined,
  isSilent: () => false,
  routine: () => undefined,
  repeatsItself: () => false,
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
