import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';

/** How long events are shown and written in one turn of the event loop, in milliseconds. */
const SLICE_MS = 8;
/** How many events may wait, and bytes of their messages; with more, whoever makes them waits. */
const MOST_EVENTS = 100_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** After how long somebody who waits is told why, in milliseconds. */
const SLOW_MS = 1000;

/** Takes events, and lets the relay go on in between if they are many. */
export interface Slices {
  take(event: TranscriptEvent): void;
  /** Hands on all that waits, in one go. */
  flush(): void;
  /** Hands on all that waits, a slice each turn; `onSlow` is told how many are left if it takes a second. */
  drained(onSlow: (left: number) => void): Promise<void>;
  /** Forgets all that waits. */
  drop(): void;
}

/**
 * Hands events on in their order: at once, as long as that takes no time; the rest a slice each turn of the
 * event loop, so that what is shown and written never holds up what is relayed.
 */
export function inSlices(take: (event: TranscriptEvent) => void): Slices {
  let waiting: TranscriptEvent[] = [];
  /** How many of them were handed on. */
  let done = 0;
  let waitingBytes = 0;
  /** When this turn's time is over; undefined before anything was handed on in it. */
  let until: number | undefined;

  const handOn = (event: TranscriptEvent) => {
    until ??= performance.now() + SLICE_MS;
    take(event);
  };
  const isOver = () => until !== undefined && performance.now() >= until;
  const next = () => {
    until = undefined;
    isPlanned = false;
    work(isOver);
    if (done < waiting.length) plan();
  };
  let isPlanned = false;
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(next);
  };
  const work = (isEnough: () => boolean) => {
    while (done < waiting.length && !isEnough()) {
      const event = waiting[done++];
      if (event === undefined) continue;
      waitingBytes -= bytesOf(event);
      handOn(event);
    }
    if (done === waiting.length) {
      waiting = [];
      done = 0;
    } else if (done > MOST_EVENTS) {
      waiting = waiting.slice(done);
      done = 0;
    }
  };

  return {
    take(event) {
      plan();
      if (waiting.length === 0 && !isOver()) {
        handOn(event);
        return;
      }
      waiting.push(event);
      waitingBytes += bytesOf(event);
      const hasRoom = () => waiting.length - done <= MOST_EVENTS && waitingBytes <= MOST_BYTES;
      work(hasRoom);
    },
    flush: () => work(() => false),
    async drained(onSlow) {
      const begun = performance.now();
      let isTold = false;
      while (done < waiting.length) {
        await nextTurn();
        if (isTold || performance.now() - begun < SLOW_MS) continue;
        isTold = true;
        onSlow(waiting.length - done);
      }
    },
    drop() {
      waiting = [];
      done = 0;
    },
  };
}

function bytesOf(event: TranscriptEvent): number {
  return event.type === 'message' ? event.message.end - event.message.start : 0;
}
