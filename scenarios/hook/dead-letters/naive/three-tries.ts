import type { WaitAfter } from '../../parts/retry-schedule.ts';

/** Tries three times, a second apart, whatever the endpoint asks for. An outage of a minute outlasts it. */
export const threeTries: WaitAfter = ({ failures }) => (failures < 3 ? 1000 : undefined);
