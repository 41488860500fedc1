import type { Clock } from 'apilab';
import type { Probe } from './probe.ts';

/** How many failures in a row it takes until an instance is restarted. */
export interface Patience {
  /** While it starts: as long as a start may take. */
  readonly starting: number;
  /** Once it has been alive. */
  readonly running: number;
}

/** A start may take ten looks. Later two failures are enough. */
export const longStart: Patience = { starting: 10, running: 2 };

export interface KeeperOptions {
  readonly clock: Clock;
  readonly probe: Probe;
  readonly restart: (name: string) => Promise<void>;
  readonly intervalMs: number;
  readonly patience?: Patience;
}

/** Looks after instances: whichever is not alive any more is ended and started again. */
export function keeper({ clock, probe, restart, intervalMs, patience = longStart }: KeeperOptions) {
  const kept = new Map<string, { failures: number; hasLived: boolean }>();

  const look = async () => {
    timer = clock.setTimer(intervalMs, look);
    for (const [name, state] of kept) {
      if (await probe(name, '/livez')) {
        Object.assign(state, { failures: 0, hasLived: true });
        continue;
      }
      state.failures += 1;
      if (state.failures < (state.hasLived ? patience.running : patience.starting)) continue;
      Object.assign(state, { failures: 0, hasLived: false });
      await restart(name);
    }
  };
  let timer = clock.setTimer(intervalMs, look);
  return {
    /** Looks after an instance, which may still be starting. */
    keep: (name: string) => void kept.set(name, { failures: 0, hasLived: false }),
    /** Looks after it no more: it is to end. */
    release: (name: string) => void kept.delete(name),
    close: () => timer.cancel(),
  };
}
