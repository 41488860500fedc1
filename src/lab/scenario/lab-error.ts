/** Why a run could not be played to its end. */
export type LabErrorCode =
  /** The scenario waits for something that can no longer come. */
  | 'standstill'
  /** The scenario goes on without end: see `bounds.ts` for what a run may not exceed. */
  | 'endless'
  /** The scenario's own code threw. */
  | 'scenario-threw'
  /** A check that is declared was not made, or one was made twice. */
  | 'checks-incomplete'
  /** Something could not be closed. */
  | 'cleanup';

/** A fault of the lab or of a scenario, never of what the scenario shows. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: LabErrorCode;
  /** Where in the story it was thrown, such as `in step 2, Reconnect`, if the message does not say. */
  readonly place: string | undefined;

  constructor(
    code: LabErrorCode,
    message: string,
    options: ErrorOptions & { readonly place?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.place = options.place;
  }
}

/** The run was interrupted from outside. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';
  /** The reason that the abort signal carried. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('interrupted');
    this.reason = reason;
  }
}
