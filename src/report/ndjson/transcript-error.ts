/**
 * `not-json`: a line does not parse; `not-an-event`: it parses and is no event of a transcript;
 * `unknown-version`: it was written by a version this one cannot read; `line-too-long`: a line is
 * longer than `longestLine`; `no-scenario`: the transcript does not begin with a scenario.
 */
export type TranscriptErrorCode =
  | 'not-json'
  | 'not-an-event'
  | 'unknown-version'
  | 'line-too-long'
  | 'no-scenario';

/** A saved transcript cannot be read. The message names the line and what to do next. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
  readonly code: TranscriptErrorCode;
  /** The line at fault, from 1. */
  readonly line: number;

  constructor(code: TranscriptErrorCode, line: number, text: string, options?: ErrorOptions) {
    super(`line ${line}: ${text}`, options);
    this.code = code;
    this.line = line;
  }
}
