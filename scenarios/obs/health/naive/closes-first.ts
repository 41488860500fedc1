import { finish, type Stopping } from '../stopping.ts';

/** Takes no more at once, and finishes what it has. */
export const closesFirst: Stopping = finish;
