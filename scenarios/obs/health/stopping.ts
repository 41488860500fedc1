import type { Clock } from 'apilab';
import type { Lifecycle } from './lifecycle.ts';

/** What an instance does when it is told to stop (SIGTERM); resolves with its exit code. */
export type Stopping = (life: Lifecycle, clock: Clock) => Promise<number>;

/** For how long it goes on taking requests: longer than a balancer needs to notice that it is leaving. */
const NOTICE_MS = 5000;

/** For how long it may work on what it has taken: shorter than until it is killed, mostly after 30 s. */
const GRACE_MS = 20_000;

/** For what was answered last to leave the process, in milliseconds. */
const FLUSH_MS = 100;

/** Says that it is leaving, serves until that is known, then takes none and finishes what it has. */
export const leaveInOrder: Stopping = async (life, clock) => {
  life.leave();
  await clock.sleep(NOTICE_MS);
  return finish(life, clock);
};

/** Takes no more, finishes what it has, and gives the exit code: 0 if all of it is done. */
export async function finish(life: Lifecycle, clock: Clock): Promise<number> {
  life.close();
  const left = await life.idle(GRACE_MS);
  await clock.sleep(FLUSH_MS);
  return left === 0 ? 0 : 1;
}
