import type { Clock } from 'apilab';
import type { Lifecycle } from './lifecycle.ts';

/** How an instance answers those who ask how it is. */
export interface Health {
  /** Whether it should go on living: a restart would mend what is wrong otherwise. */
  isAlive(): Promise<boolean>;
  /** Whether it should be sent requests now. */
  isReady(): Promise<boolean>;
}

export interface HealthOptions {
  readonly clock: Clock;
  readonly life: Lifecycle;
  /** Asks what it cannot work without; rejects if that does not answer. */
  readonly ping: () => Promise<void>;
}

/** How long an answer of a dependency counts, in milliseconds: less than the time between two probes. */
const COUNTS_FOR_MS = 1000;

/** How long a dependency may take, in milliseconds: less than a probe waits. */
const PING_LIMIT_MS = 500;

/**
 * Alive is about this process alone: what others lack, no restart of it brings back. Ready is about
 * whether it can serve. However many ask, the dependency is asked once a second at most.
 */
export function health({ clock, life, ping }: HealthOptions): Health {
  let last: { readonly at: number; readonly isUp: Promise<boolean> } | undefined;

  const isUp = () => {
    if (last === undefined || clock.now() - last.at >= COUNTS_FOR_MS) {
      last = { at: clock.now(), isUp: within(clock, PING_LIMIT_MS, ping) };
    }
    return last.isUp;
  };
  return {
    isAlive: async () => life.phase !== 'starting',
    isReady: async () => life.phase === 'serving' && isUp(),
  };
}

/** Whether something succeeds in time. */
function within(clock: Clock, limitMs: number, work: () => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(limitMs, () => resolve(false));
    const end = (isGood: boolean) => {
      timer.cancel();
      resolve(isGood);
    };
    work().then(
      () => end(true),
      () => end(false),
    );
  });
}
