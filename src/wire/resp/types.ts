import type { MessageBase } from '../node.ts';

/**
 * What a value of RESP is (Redis serialization protocol specification). The null of RESP2, a bulk string
 * or an array of the length -1, is `null` too.
 */
export type RespType =
  | 'simple'
  | 'error'
  | 'integer'
  | 'bulk'
  | 'array'
  | 'null'
  | 'boolean'
  | 'double'
  | 'big-number'
  | 'bulk-error'
  | 'verbatim'
  | 'map'
  | 'attribute'
  | 'set'
  | 'push';

/** A command that a client sends to a store: an array of bulk strings, or a line of words. */
export interface RespCommand extends MessageBase {
  readonly kind: 'resp-command';
  /** Its name in capitals, such as `INCR`; empty if there is none. */
  readonly command: string;
  /** Raw, not yet safe for a terminal; each is cut where it is long. */
  readonly args: readonly string[];
  /** True for a line of words, as people type them. */
  readonly inline: boolean;
  /** Which command of the connection, from 1. A reply carries the number of its command. */
  readonly exchange: number;
  /** True if some argument is not there, or not whole. */
  readonly truncated?: boolean;
  /** False if the connection ended before the command did. */
  readonly complete: boolean;
}

/** What a store replies, or pushes without being asked. */
export interface RespReply extends MessageBase {
  readonly kind: 'resp-reply';
  readonly type: RespType;
  /** As people write it: `3`, `OK`, `(nil)`, `["a", 1]`. Raw, not yet safe for a terminal. */
  readonly value: string;
  /** The first word of an error, such as `WRONGTYPE`. */
  readonly error?: string;
  /** The number of the command that it answers; absent from what is pushed. */
  readonly exchange?: number;
  /** The name of that command. */
  readonly command?: string;
  /** True if `value` is only its beginning. */
  readonly truncated?: boolean;
  /** False if the connection ended before the reply did. */
  readonly complete: boolean;
}
