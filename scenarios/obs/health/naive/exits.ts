import type { Stopping } from '../stopping.ts';

/** What a process does that handles no signal: it is gone, and its exit code is 128 and the signal's number. */
export const exits: Stopping = async () => 143;
