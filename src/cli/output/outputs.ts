import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { UsageError } from '../ending/exit.ts';
import type { Sink } from './sinks.ts';

/** Everywhere a run is told. What cannot be written any more takes nothing else with it. */
export interface Outputs {
  /** What went wrong first, if anything did. */
  readonly failure: Error | undefined;
  /** @throws UsageError if what is asked for turns out not to be there. */
  take(event: TranscriptEvent): void;
  /** Writes what was held back so far: the run pauses. */
  release(): void;
  /** Finishes all that can be finished. */
  finish(): void;
  /**
   * The run ends before its end: the files that hold something of it say why, and are finished. What nobody
   * can go on with, a file without an event, is not made.
   */
  breakOff(why: string): void;
  /** Nobody reads any more what is printed, or it cannot be: only the files go on. */
  goOnUnread(error?: Error): void;
  /** Leaves nothing half done. Does nothing after `finish`. */
  discard(): void;
}

/** @param onFailure is told what goes wrong when it does */
export function outputsOf(
  printed: Sink,
  files: readonly Sink[],
  onFailure: (error: Error) => void = () => {},
): Outputs {
  const open = new Set([printed, ...files]);
  let failure: Error | undefined;
  /** The last event, and whether the run that it belongs to is under way. */
  let last: TranscriptEvent | undefined;
  let isUnderWay = false;

  const fail = (error: Error) => {
    if (failure === undefined) onFailure(error);
    failure ??= error;
  };

  const each = (work: (sink: Sink) => void) => {
    for (const sink of open) {
      try {
        work(sink);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        open.delete(sink);
        sink.discard();
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
  };

  const outputs: Outputs = {
    get failure() {
      return failure;
    },
    take(event) {
      last = event;
      if (event.type === 'scenario') isUnderWay = true;
      if (event.type === 'end' || event.type === 'failure') isUnderWay = false;
      each((sink) => sink.take(event));
    },
    release: () => each((sink) => sink.release()),
    finish: () => each((sink) => sink.finish()),
    breakOff(why) {
      if (last === undefined) return outputs.discard();
      outputs.goOnUnread();
      const { at } = last;
      if (isUnderWay) outputs.take({ type: 'failure', at, code: 'interrupted', text: why });
      outputs.finish();
    },
    goOnUnread(error) {
      open.delete(printed);
      if (error) fail(error);
    },
    discard: () => {
      for (const sink of [printed, ...files]) sink.discard();
    },
  };
  return outputs;
}
