import { OPENING_BYTES, type Opening, type Recognition } from '../opening.ts';
import { CR, isTokenByte, LF, SPACE, TAB } from './characters.ts';

const STATUS_LINE = 'HTTP/';
/** RFC 9110 §9.3, RFC 5789 §2, RFC 10008 §2 (QUERY). */
const KNOWN_METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY'.split(' '),
);
/** The connection preface of HTTP/2 (RFC 9113 §3.4) looks like a request line, and is none. */
const HTTP2_PREFACE = 'PRI * HTTP/2.0';

/**
 * Recognises HTTP/1: a method that everybody knows, a space and a target in origin, asterisk or absolute
 * form; or any first line that names the version; or, if the server speaks first, a status line. Other
 * words before something like a target (`cd /tmp`, `KEYS *`, `#! /bin/sh`) are text unless a version follows.
 */
export function opensHttp1({ by, bytes }: Opening): Recognition {
  if (by === 'server-to-client') return startsWith(bytes, 0, STATUS_LINE);
  let start = 0;
  while (bytes[start] === CR || bytes[start] === LF) start++;
  const preface = startsWith(bytes, start, HTTP2_PREFACE);
  if (preface === 'yes') return 'no';
  if (preface === 'more') return undecided(bytes);
  let at = start;
  while (isTokenByte(bytes[at] ?? 0)) at++;
  if (bytes[at] === SPACE && KNOWN_METHODS.has(latin1(bytes, start, at))) {
    const target = targetShape(bytes, at + 1);
    if (target !== 'no') return target === 'yes' ? 'yes' : undecided(bytes);
  }
  return namesVersion(bytes, start);
}

/** Origin form, asterisk form and the absolute form of the web (RFC 9112 §3.2). */
function targetShape(bytes: Uint8Array, at: number): Recognition {
  const first = bytes[at];
  if (first === undefined) return 'more';
  if (first === 0x2f || first === 0x2a) return 'yes';
  return startsWith(bytes, at, 'http://');
}

/** Looks for ` HTTP/` in a first line of printable characters. */
function namesVersion(bytes: Uint8Array, start: number): Recognition {
  let at = start;
  while (at < bytes.length && isLineByte(bytes[at] ?? 0)) at++;
  if (at === bytes.length) return undecided(bytes);
  if (bytes[at] !== LF) return 'no';
  return /[ \t]HTTP\//.test(latin1(bytes, start, at)) ? 'yes' : 'no';
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

function isLineByte(byte: number): boolean {
  return byte === TAB || byte === CR || (byte >= SPACE && byte !== 0x7f);
}

function startsWith(bytes: Uint8Array, start: number, text: string): Recognition {
  for (let at = 0; at < text.length; at++) {
    const byte = bytes[start + at];
    if (byte === undefined) return 'more';
    if (byte !== text.charCodeAt(at)) return 'no';
  }
  return 'yes';
}

function undecided(bytes: Uint8Array): Recognition {
  return bytes.length < OPENING_BYTES ? 'more' : 'no';
}
