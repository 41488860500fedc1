import type { Where } from './place.ts';

/** What a fact is about. */
export type FactKind =
  | 'method'
  | 'status'
  | 'field'
  | 'media-type'
  | 'coding'
  | 'sse-field'
  | 'problem-member'
  | 'graphql-member'
  | 'ws-opcode'
  | 'close-code'
  | 'tls-alert'
  | 'resp-command'
  | 'resp-error'
  | 'grpc-status'
  | 'http2-frame'
  | 'http2-setting'
  | 'http2-error'
  | 'concept';

/** How binding the source is. `convention` means: no standard; common practice. */
export type Standing = 'standard' | 'draft' | 'industry' | 'convention';

/** Well-known content of a field, and what it means there. */
export interface KnownValue {
  /** A few words that stand beside the bytes. */
  readonly brief: string;
  /** Where it is said, if not in the fact's own source. */
  readonly source?: string;
  /** True if it means something else, or less, with an argument behind it: `private="set-cookie"`. */
  readonly isBare?: boolean;
}

/** Well-known values, lower case, compared without parameters. */
export type KnownValues = Readonly<Record<string, KnownValue>>;

/** What something means in some places, if that is not what it means in the others. */
export interface Reading {
  readonly at: Where;
  /** The places in words, such as `in a request`. */
  readonly where: string;
  readonly brief: string;
  /** Where it is said, if not in the fact's own source. */
  readonly source?: string;
  /** The values that are well known there; none by default. */
  readonly values?: KnownValues;
}

/** One piece of knowledge about something that can be seen on the wire. */
export interface Fact {
  readonly kind: FactKind;
  /** The name in its standard's spelling: `Retry-After`, `409`, `GET`. */
  readonly name: string;
  /** What people call it, such as `Conflict`; the name again if there is no other. */
  readonly title: string;
  /** At most 56 characters, no full stop, to stand beside the bytes: `how long to wait before the next attempt`. */
  readonly brief: string;
  /** One or two true sentences. */
  readonly text: string;
  /** Document and section, such as `rfc9110 §10.2.3`; for a convention `no standard; common practice`. */
  readonly source: string;
  readonly standing: Standing;
  /** Other words for it. */
  readonly also?: readonly string[];
  /** Of an idea: the cases that show it, by their ids. */
  readonly cases?: readonly string[];
  readonly values?: KnownValues;
  /** The message it belongs to, if it belongs to one only: in the other, nothing is said of it. */
  readonly only?: 'request' | 'response';
  /** Places in which it means something else; the first that fits is taken. */
  readonly readings?: readonly Reading[];
}

/** A remark that stands beside something on the wire. */
export interface Annotation {
  readonly text: string;
  readonly source: string;
}
