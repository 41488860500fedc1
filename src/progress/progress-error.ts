/**
 * `damaged`: it is no JSON or not of the shape; `later-version`: a later apilab wrote it, and this one
 * would misread it; `no-file`: something else stands in the file's place; `unreadable`: the file
 * system does not give it; `busy`: another program does not stop writing it.
 */
export type ProgressErrorCode = 'damaged' | 'later-version' | 'no-file' | 'unreadable' | 'busy';

/** Progress cannot be read or kept. The message says what is wrong, and what to do if that helps. */
export class ProgressError extends Error {
  override readonly name = 'ProgressError';
  readonly code: ProgressErrorCode;

  constructor(code: ProgressErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
