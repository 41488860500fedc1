import type { Field } from '../node.ts';

/** What one frame says where its stream is a gRPC call. */
export interface GrpcPart {
  /** The method that is called, such as `/shop.Prices/Get`; absent if the request was not seen. */
  readonly path?: string;
  /** The deadline of `grpc-timeout` in milliseconds. */
  readonly timeoutMs?: number;
  readonly status?: GrpcStatus;
  /** True on a response that is nothing but its status. */
  readonly trailersOnly?: boolean;
  /** Custom metadata; the value of a `-bin` key is its bytes in hexadecimal. */
  readonly metadata?: readonly Field[];
  /** The messages that this frame completes. */
  readonly messages?: readonly GrpcMessage[];
}

export interface GrpcStatus {
  readonly code: number;
  /** `OK`, `NOT_FOUND`, ...; the number again if it is none of the 17. */
  readonly name: string;
  /** `grpc-message`, percent-decoded. Raw, not yet safe for a terminal. */
  readonly message?: string;
}

/** One length-prefixed message. */
export interface GrpcMessage {
  /** Its length on the wire in bytes, without the prefix. */
  readonly byteLength: number;
  readonly compressed: boolean;
  /** The message type if the method is known, such as `shop.Price`. */
  readonly type?: string;
  /** Its fields by name if the type is known, as ProtoJSON would write them. */
  readonly value?: unknown;
  /** True if it was longer than the lab keeps, so that it was not read. */
  readonly truncated?: boolean;
}
