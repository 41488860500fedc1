import type { CatchUp } from '../room-log.ts';

/** What is said from now on, and no look at what somebody has. */
export const liveOnly: CatchUp = () => [];
