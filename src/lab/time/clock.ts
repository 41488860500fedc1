/** Something that will happen at a time, unless it is cancelled. */
export interface Timer {
  cancel(): void;
}

/**
 * The lab's time. Whatever waits, expires or schedules in a scenario takes its time from here, never
 * from the machine, so that waits play fast and every run with the same seed is the same run.
 *
 * Time stands still while anything is on its way across the wire and jumps when all is quiet.
 */
export interface Clock {
  /** Milliseconds of lab time since the run began. */
  now(): number;
  /** The date in the lab: a fixed day plus `now()`. */
  date(): Date;
  /** Resolves after `delayMs` of lab time. Rejects with the signal's reason when it is aborted. */
  sleep(delayMs: number, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Calls back after `delayMs` of lab time. */
  setTimer(delayMs: number, callback: () => void): Timer;
}
