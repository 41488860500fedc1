import type { Clock } from 'apilab';

/** What an instance does: it takes requests while it serves and while it is leaving. */
export type Phase = 'starting' | 'serving' | 'leaving' | 'closed';

/** The life of an instance, from its start to its end. */
export interface Lifecycle {
  readonly phase: Phase;
  /** How many requests are being worked on. */
  readonly atWork: number;
  /** It has loaded what it needs. */
  started(): void;
  /** Soon it takes no more: whoever sends requests is to look elsewhere. */
  leave(): void;
  /** From now on it takes none. */
  close(): void;
  /** Works on a request. */
  work<T>(request: () => Promise<T>): Promise<T>;
  /** Resolves once nothing is worked on, or when the time is over; with what is left by then. */
  idle(withinMs: number): Promise<number>;
}

/** A life that begins now. */
export function lifecycle(clock: Clock): Lifecycle {
  let phase: Phase = 'starting';
  let atWork = 0;
  const waiting = new Set<() => void>();
  return {
    get phase() {
      return phase;
    },
    get atWork() {
      return atWork;
    },
    started() {
      if (phase === 'starting') phase = 'serving';
    },
    leave() {
      if (phase !== 'closed') phase = 'leaving';
    },
    close() {
      phase = 'closed';
    },
    async work(request) {
      atWork += 1;
      try {
        return await request();
      } finally {
        atWork -= 1;
        if (atWork === 0) for (const resume of waiting) resume();
      }
    },
    async idle(withinMs) {
      if (atWork === 0) return 0;
      await new Promise<void>((resolve) => {
        const end = () => {
          timer.cancel();
          waiting.delete(end);
          resolve();
        };
        const timer = clock.setTimer(withinMs, end);
        waiting.add(end);
      });
      return atWork;
    },
  };
}
