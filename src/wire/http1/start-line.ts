import { cleanliness, isToken } from './characters.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** RFC 9112 §3. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
  /** As on the wire, such as `HTTP/1.1`; empty if the line ends before it. */
  readonly version: string;
}

/** RFC 9112 §4. */
export interface StatusLine {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
}

/** Whatever RFC 3986 lets stand in a target; a fragment is never sent. */
const TARGET = /^[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~[\]]+$/;
/** What nearly every request line looks like: nothing to blame. */
const CLEAN =
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([!$%&'()*+,\-./0-9:;=?@A-Z_a-z~[\]]+) (HTTP\/1\.[01])$/;
const GAP = /[ \t\v\f\r]+/y;
const VERSION = /^HTTP\/\d\.\d$/;

/**
 * Reads a request line from `text`, from `start` to `end`, line end excluded; `base` is the offset
 * of the text's first character in the stream. Nothing comes back if it has no two parts.
 */
export function readRequestLine(
  text: string,
  start: number,
  end: number,
  base: number,
  parts: Parts,
): RequestLine | undefined {
  const line = text.slice(start, end);
  const clean = CLEAN.exec(line);
  if (clean !== null) return readCleanLine(clean, base + start, parts);
  const trimmed = withoutGapAtEnd(line);
  const space = trimmed.search(/[ \t]/);
  if (space <= 0) return undefined;
  const method = trimmed.slice(0, space);
  const targetStart = gapEnd(trimmed, space);
  let versionStart = trimmed.length;
  while (versionStart > targetStart && !isGap(trimmed, versionStart - 1)) versionStart--;
  if (versionStart === targetStart) versionStart = trimmed.length;
  let targetEnd = versionStart;
  while (targetEnd > targetStart && isGap(trimmed, targetEnd - 1)) targetEnd--;
  let target = trimmed.slice(targetStart, targetEnd);
  let version = trimmed.slice(versionStart);
  const origin = base + start;

  parts.text('http1.method', origin, method);
  if (!isToken(method, 0, method.length)) parts.blame(last(parts), problems.invalidMethod);
  if (method === 'PRI') parts.blame(last(parts), problems.reservedMethod);
  spaceBetween(parts, origin + space, origin + targetStart, trimmed.charAt(space));
  if (version === '' && VERSION.test(target)) {
    version = target;
    target = '';
    parts.blame(last(parts), problems.missingTarget);
  } else {
    parts.text('http1.target', origin + targetStart, target);
    if (/[ \t\v\f\r]/.test(target)) parts.blame(last(parts), problems.whitespaceInTarget);
    else if (!TARGET.test(target)) parts.blame(last(parts), problems.invalidTarget);
    if (version === '') {
      parts.blame(last(parts), problems.missingVersion);
    } else {
      spaceBetween(parts, origin + targetEnd, origin + versionStart, trimmed.charAt(targetEnd));
    }
  }
  if (version !== '') {
    addVersion(version, origin + trimmed.length - version.length, parts);
  }
  trailingSpace(parts, origin + trimmed.length, base + end);
  return { method, target, version };
}

function readCleanLine(found: RegExpExecArray, origin: number, parts: Parts): RequestLine {
  const [, method = '', target = '', version = ''] = found;
  const targetStart = origin + method.length + 1;
  const versionStart = targetStart + target.length + 1;
  parts.text('http1.method', origin, method);
  if (method === 'PRI') parts.blame(last(parts), problems.reservedMethod);
  parts.leaf('http1.space', targetStart - 1, targetStart);
  parts.text('http1.target', targetStart, target);
  parts.leaf('http1.space', versionStart - 1, versionStart);
  parts.text('http1.version', versionStart, version);
  return { method, target, version };
}

/** Reads a status line in the same way. Nothing comes back if no version and status lead it. */
export function readStatusLine(
  text: string,
  start: number,
  end: number,
  base: number,
  parts: Parts,
): StatusLine | undefined {
  const line = text.slice(start, end);
  const found = /^([!-.0-~]*\/[!-~]*)([ \t]+)(\d{3})(?=[ \t\r]|$)( ?)/.exec(line);
  if (found === null) return undefined;
  const [whole, version = '', gap = '', digits = '', space = ''] = found;
  const origin = base + start;
  addVersion(version, origin, parts);
  spaceBetween(parts, origin + version.length, origin + version.length + gap.length, gap.charAt(0));
  const status = Number(digits);
  parts.text('http1.status', origin + version.length + gap.length, digits);
  if (status < 100 || status > 599) parts.blame(last(parts), problems.statusOutOfRange);
  if (space === '') parts.blame(last(parts), problems.missingReasonSpace);
  else parts.leaf('http1.space', origin + whole.length - 1, origin + whole.length);
  const reason = line.slice(whole.length);
  if (reason !== '') {
    parts.text('http1.reason', origin + whole.length, reason);
    const clean = cleanliness(reason, 0, reason.length);
    if (clean !== 'clean') {
      parts.blame(last(parts), clean === 'bare-cr' ? problems.bareCr : problems.invalidReason);
    }
  }
  return { version, status, reason };
}

function addVersion(version: string, start: number, parts: Parts): void {
  parts.text('http1.version', start, version);
  if (version === 'HTTP/1.1' || version === 'HTTP/1.0') return;
  if (!VERSION.test(version)) parts.blame(last(parts), problems.invalidVersion);
  else if (version.charAt(5) !== '1') parts.blame(last(parts), problems.unsupportedVersion);
}

function spaceBetween(parts: Parts, start: number, end: number, first: string): void {
  if (end - start === 1 && first === ' ') parts.leaf('http1.space', start, end);
  else parts.bad('http1.space', start, end, problems.extraWhitespace);
}

function trailingSpace(parts: Parts, start: number, end: number): void {
  if (end > start) parts.bad('http1.space', start, end, problems.extraWhitespace);
}

function gapEnd(line: string, start: number): number {
  GAP.lastIndex = start;
  GAP.test(line);
  return GAP.lastIndex;
}

/** A loop, since a regular expression would look at a long run of spaces again from each of them. */
function withoutGapAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isGap(line, end - 1)) end--;
  return line.slice(0, end);
}

function isGap(line: string, at: number): boolean {
  return /[ \t\v\f\r]/.test(line.charAt(at));
}

function last(parts: Parts): number {
  return parts.nodes.length - 1;
}
