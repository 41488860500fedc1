import { guarded, type LoginGuard } from '../login.ts';

/** The state fits, so the answer is ours. */
export const anyIssuer: LoginGuard = {
  ...guarded,
  accepts: ({ state }, callback) => state !== undefined && callback.state === state,
};
