import { TRANSCRIPT_VERSION, type TranscriptEvent } from '../../lab/record/transcript.ts';
import { readEvent } from './read-event.ts';
import { TranscriptError } from './transcript-error.ts';

/** The longest line that is read, in bytes when it comes from `transcriptLines`, else in UTF-16 units: 64 MiB. */
const longestLine = 64 * 1024 * 1024;

/**
 * Reads a saved transcript, one event a line, and checks every event's members. Types of events and
 * kinds of messages that a later version added are passed over; members it does not know stay.
 *
 * @throws TranscriptError if a line is not an event or the version is another.
 */
export async function* readTranscript(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<TranscriptEvent, void, undefined> {
  let line = 0;
  let begun = false;
  for await (const raw of lines) {
    line++;
    // What some editors put first in a file; a reader may pass over it (RFC 8259 §8.1).
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (text.length > longestLine) throw tooLong(line);
    if (text.trim() === '') continue;
    const value = parse(text, line);
    if (!begun) checkBeginning(value, line);
    begun = true;
    checkVersion(value, line);
    const reading = readEvent(value);
    if (reading.is === 'wrong') {
      throw new TranscriptError(
        'not-an-event',
        line,
        `not an event of a transcript: ${reading.fault}`,
      );
    }
    if (reading.is === 'event') yield reading.event;
  }
  if (!begun) throw new TranscriptError('no-scenario', 1, 'the transcript is empty');
}

/** Cuts the bytes of a saved transcript into lines, without their line ends; holds one line at a time. */
export async function* transcriptLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  let pieces: Uint8Array[] = [];
  let byteLength = 0;
  let line = 1;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      if (byteLength + end - start > longestLine) throw tooLong(line);
      yield decode([...pieces, chunk.subarray(start, end)]);
      pieces = [];
      byteLength = 0;
      line++;
      start = end + 1;
    }
    byteLength += chunk.length - start;
    if (byteLength > longestLine) throw tooLong(line);
    if (start < chunk.length) pieces.push(chunk.slice(start));
  }
  if (byteLength > 0) yield decode(pieces);
}

function decode(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8').replace(/\r$/, '');
}

function tooLong(line: number): TranscriptError {
  return new TranscriptError('line-too-long', line, 'longer than 64 MiB, which no event is');
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TranscriptError(
      'not-json',
      line,
      'not JSON; the transcript may have been cut short',
      { cause },
    );
  }
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
}

function checkBeginning(value: unknown, line: number): void {
  if (typeOf(value) === 'scenario') return;
  throw new TranscriptError(
    'no-scenario',
    line,
    'a transcript begins with an event of type scenario',
  );
}

function checkVersion(value: unknown, line: number): void {
  if (typeOf(value) !== 'scenario' || typeof value !== 'object' || value === null) return;
  const version: unknown = 'version' in value ? value.version : undefined;
  if (version === TRANSCRIPT_VERSION) return;
  const text = `version ${String(version)} of the format; this apilab reads version ${TRANSCRIPT_VERSION}`;
  throw new TranscriptError('unknown-version', line, text);
}
