/**
 * `damaged`: it is no JSON or not of the shape; `later-version`: a later apilab wrote it, and this one
 * would misread it.
 */
export type ProgressErrorCode = 'damaged' | 'later-version';

/** What was kept cannot be read. The message says what is wrong, and what to do where that helps. */
export class ProgressError extends Error {
  override readonly name = 'ProgressError';
  readonly code: ProgressErrorCode;

  constructor(code: ProgressErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
