import type { Problem } from '../types.ts';
import { blameField, type Controls } from './controls.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** Where a body ends (RFC 9112 §6.3). */
export type Framing =
  | { readonly by: 'nothing' }
  | { readonly by: 'length'; readonly byteLength: number }
  | { readonly by: 'chunks' }
  | { readonly by: 'close' }
  /** It cannot be known: nothing after the head can be placed. */
  | { readonly by: 'guess'; readonly problem: Problem };

const NO_BODY: Framing = { by: 'nothing' };
const CHUNKS: Framing = { by: 'chunks' };
const UNTIL_CLOSE: Framing = { by: 'close' };

/** The framing of a request: without a length there is no body. */
export function requestFraming(controls: Controls, version: string, parts: Parts): Framing {
  if (controls.transferEncoding.length > 0) {
    if (chunkedIsLast(controls, version, parts)) return CHUNKS;
    blameField(parts, 'transfer-encoding', problems.chunkedNotLast);
    return { by: 'guess', problem: problems.chunkedNotLast };
  }
  return lengthFraming(controls, parts) ?? NO_BODY;
}

/** The framing of a response; without a length its body lasts until the connection closes. */
export function responseFraming(
  controls: Controls,
  version: string,
  status: number,
  method: string | undefined,
  parts: Parts,
): Framing {
  const bodiless = status < 200 || status === 204;
  if (bodiless && controls.contentLength.length > 0) {
    blameField(parts, 'content-length', problems.contentLengthNotAllowed);
  }
  if (bodiless && controls.transferEncoding.length > 0) {
    blameField(parts, 'transfer-encoding', problems.transferEncodingNotAllowed);
  }
  if (bodiless || status === 304 || method === 'HEAD') return NO_BODY;
  if (controls.transferEncoding.length > 0) {
    if (chunkedIsLast(controls, version, parts)) return CHUNKS;
    blameField(parts, 'transfer-encoding', problems.chunkedNotLast);
    return UNTIL_CLOSE;
  }
  return lengthFraming(controls, parts) ?? UNTIL_CLOSE;
}

function chunkedIsLast(controls: Controls, version: string, parts: Parts): boolean {
  const codings = controls.transferEncoding;
  if (controls.contentLength.length > 0) {
    blameField(parts, 'content-length', problems.contentLengthWithTransferEncoding);
  }
  if (version !== 'HTTP/1.1') {
    blameField(parts, 'transfer-encoding', problems.transferEncodingInHttp10);
  }
  const chunked = codings.filter((coding) => coding === 'chunked').length;
  if (chunked > 1) blameField(parts, 'transfer-encoding', problems.chunkedTwice);
  else if (chunked === 1 && codings.length > 1 && codings.at(-1) === 'chunked') {
    blameField(parts, 'transfer-encoding', problems.transferCodingKept);
  }
  return codings.at(-1) === 'chunked';
}

function lengthFraming(controls: Controls, parts: Parts): Framing | undefined {
  const [first, ...others] = controls.contentLength;
  if (first === undefined) return undefined;
  if (others.some((other) => other !== first)) {
    blameField(parts, 'content-length', problems.contentLengthsDiffer);
    return { by: 'guess', problem: problems.contentLengthsDiffer };
  }
  const byteLength = Number(first);
  if (!/^\d+$/.test(first) || !Number.isSafeInteger(byteLength)) {
    blameField(parts, 'content-length', problems.invalidContentLength);
    return { by: 'guess', problem: problems.invalidContentLength };
  }
  if (others.length > 0) blameField(parts, 'content-length', problems.contentLengthRepeated);
  return byteLength === 0 ? NO_BODY : { by: 'length', byteLength };
}
