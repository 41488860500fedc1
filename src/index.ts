/**
 * What a scenario imports, one of the house and one of your own alike.
 *
 * @module
 */
export * from './lab/index.ts';
export type { Delivery, Fault, PartyName, Tap } from './tap/index.ts';
export {
  blackHole,
  closeAfterBytes,
  closeAfterFrame,
  closeAfterMessage,
  delayBytes,
  dropResponse,
  limitRate,
  resetConnection,
  splitChunks,
} from './tap/index.ts';
export type { GrpcMessage, GrpcPart, GrpcStatus } from './wire/grpc/types.ts';
export type { Http2Frame, Http2Preface } from './wire/http2/types.ts';
export type { ProtoTypes } from './wire/protobuf/types.ts';
export type { RespCommand, RespReply, RespType } from './wire/resp/types.ts';
export type {
  Content,
  Direction,
  Field,
  HttpEnd,
  HttpRequest,
  HttpResponse,
  Message,
  SseEvent,
  TlsRecord,
  WsFrame,
  WsMessage,
  WsOpcode,
} from './wire/types.ts';
