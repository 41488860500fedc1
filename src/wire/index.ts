/**
 * Bytes to nodes: everything the rest of the lab needs to read what crosses the wire.
 *
 * @module
 */
export { dissectConnection } from './connection.ts';
export type * from './http2/types.ts';
export { limits } from './limits.ts';
export type * from './protobuf/types.ts';
export { KeyLines } from './tls/key-log.ts';
export { plaintextOf } from './tls/plaintext-of.ts';
export type * from './types.ts';
