import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a server knows and does to open a WebSocket. */
export interface Handshaker {
  /** Whether it speaks a version of the protocol. */
  speaks(version: string): boolean;
  /** The value of `Sec-WebSocket-Accept` for a key. */
  acceptOf(key: string): string;
  /** What it answers to a version that it does not speak. */
  refusal(): Answer;
}

/** What a client asks; a request as Node reads it fits. */
export interface Asked {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The head of an answer. Only after 101 the connection is a WebSocket. */
export interface Answer {
  readonly status: 101 | 400 | 426;
  readonly fields: Readonly<Record<string, string>>;
}

/** Appended to every key: a server that has never heard of WebSocket does not know it (RFC 6455 §1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What a 426 must name: the protocol to switch to (RFC 9110 §15.5.22), and here its version too. */
export const SWITCH_TO = {
  Upgrade: 'websocket',
  Connection: 'Upgrade, close',
  'Sec-WebSocket-Version': '13',
} as const;

/** Version 13, the only one that became a standard (RFC 6455 §4.2.2). */
export const version13: Handshaker = {
  speaks: (version) => version === '13',
  acceptOf: (key) => createHash('sha1').update(`${key}${GUID}`).digest('base64'),
  refusal: () => ({ status: 426, fields: SWITCH_TO }),
};

/** Answers a client's opening handshake (RFC 6455 §4.2). Every part of it is input. */
export function answerTo({ method, headers }: Asked, handshaker: Handshaker = version13): Answer {
  const key = headers['sec-websocket-key'] ?? '';
  const version = headers['sec-websocket-version'] ?? '';
  const isComplete =
    method === 'GET' &&
    tokensOf(headers.upgrade).includes('websocket') &&
    tokensOf(headers.connection).includes('upgrade') &&
    isKey(key) &&
    isVersion(version);
  if (!isComplete) return { status: 400, fields: { Connection: 'close' } };
  if (!handshaker.speaks(version)) return handshaker.refusal();
  return {
    status: 101,
    fields: {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Accept': handshaker.acceptOf(key),
    },
  };
}

/** 16 bytes in base64. Nobody has to decode them. */
const isKey = (key: string) => /^[A-Za-z0-9+/]{22}==$/.test(key);

/** A number up to 255 without leading zeros (RFC 6455 §4.3). */
const isVersion = (version: string) => /^(0|[1-9]\d{0,2})$/.test(version) && Number(version) < 256;

/** The members of a list, whatever their case (RFC 9110 §5.6.1). */
function tokensOf(field: string | undefined): readonly string[] {
  return (field ?? '').split(',').map((member) => member.trim().toLowerCase());
}
