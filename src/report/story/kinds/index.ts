import type { Message } from '../../../wire/types.ts';
import { bodyLine } from './body-line.ts';
import { httpEnd, httpRequest, httpResponse } from './http1.ts';
import { http2Frame, http2Preface } from './http2.ts';
import type { MessageOf, ToldKind } from './kind.ts';
import { malformed, rawBytes } from './raw.ts';
import { respCommand, respReply } from './resp.ts';
import { sseEvent } from './sse.ts';
import { tlsContent, tlsRecord } from './tls.ts';
import { wsFrame } from './websocket.ts';

const kinds: { readonly [Kind in Message['kind']]: ToldKind<MessageOf<Kind>> } = {
  'http-request': httpRequest,
  'http-response': httpResponse,
  'http-end': httpEnd,
  'sse-event': sseEvent,
  'body-line': bodyLine,
  'ws-frame': wsFrame,
  'tls-record': tlsRecord,
  'tls-content': tlsContent,
  'http2-preface': http2Preface,
  'http2-frame': http2Frame,
  'resp-command': respCommand,
  'resp-reply': respReply,
  bytes: rawBytes,
  malformed,
};

/** What the kind of a message says of itself. */
export function toldAs<M extends Message>({ kind }: M): ToldKind<M> {
  // The registry gives each kind the entry of its own kind: no type of TypeScript says so by lookup.
  return kinds[kind] as unknown as ToldKind<M>;
}
