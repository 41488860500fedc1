import type { MessageBase } from '../node.ts';

/** What a WebSocket frame is (RFC 6455 §5.2); `reserved` is any opcode without a meaning. */
export type WsOpcode = 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong' | 'reserved';

/** A whole data message of a WebSocket: unmasked, put together from its fragments, decompressed. */
export interface WsMessage {
  readonly type: 'text' | 'binary';
  /** Length in bytes; of what is known of it if `truncated` is set. */
  readonly byteLength: number;
  /** The text of a text message. Raw, not yet safe for a terminal. */
  readonly text?: string;
  /** True if `text` and `byteLength` cover only the beginning, or nothing. */
  readonly truncated?: boolean;
  /** How many frames carried it. */
  readonly frames: number;
  /** What it says in the subprotocol `graphql-transport-ws`, if that was agreed on. */
  readonly graphql?: { readonly type: string; readonly id?: string };
}

/** One frame of a WebSocket (RFC 6455 §5). */
export interface WsFrame extends MessageBase {
  readonly kind: 'ws-frame';
  readonly opcode: WsOpcode;
  /** True on the last frame of a message. */
  readonly fin: boolean;
  readonly masked: boolean;
  /** The masking key, 8 hexadecimal digits. */
  readonly maskKey?: string;
  /** True if the message that this frame belongs to is compressed (RFC 7692 §6). */
  readonly compressed: boolean;
  /** Length of the payload in bytes, as the frame declares it. */
  readonly payloadLength: number;
  /** False if the connection ended before the frame did. */
  readonly complete: boolean;
  /** What a close frame says; it is absent if its payload is empty or a single byte. */
  readonly close?: { readonly code: number; readonly reason: string };
  /** The data message that this frame completes. */
  readonly message?: WsMessage;
}

/** A frame of a WebSocket that lies in DATA frames of HTTP/2 (RFC 8441). Nodes `ws.frame` say where. */
export type CarriedWsFrame = Pick<
  WsFrame,
  | 'opcode'
  | 'fin'
  | 'masked'
  | 'maskKey'
  | 'compressed'
  | 'payloadLength'
  | 'complete'
  | 'close'
  | 'message'
>;
