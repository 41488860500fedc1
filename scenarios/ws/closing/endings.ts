import type { WebSocket } from 'ws';

/** Why a server ends a connection, with the code that says so (RFC 6455 §7.4). */
export const REASONS = {
  'going away': 1001,
  'text only': 1003,
  'too many errors': 1008,
  'our fault': 1011,
  /** From 4000 on a code means what both sides have agreed on (§7.4.2). */
  'market closed': 4000,
} as const;

export type Reason = keyof typeof REASONS;

/** Ends a connection. */
export type End = (socket: WebSocket, reason: Reason) => void;

/**
 * Begins the closing handshake: a close frame with a code, and TCP ends when the peer has answered
 * (RFC 6455 §7.1.1). A peer that never does is dropped by the library after a while.
 */
export const sayWhy: End = (socket, reason) => socket.close(REASONS[reason], reason);
