/** Why an upload is not taken, and with which status that is answered. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: 400 | 413 | 415;
  /** More for programs, such as the limit. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(status: 400 | 413 | 415, why: string, extensions = {}) {
    super(why);
    this.status = status;
    this.extensions = extensions;
  }
}
