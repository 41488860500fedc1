import type { WaitAfter } from '../../parts/retry-schedule.ts';

/** Tries ten times, a second apart, whatever the endpoint asks for. */
export const everySecond: WaitAfter = ({ failures }) => (failures < 10 ? 1000 : undefined);
