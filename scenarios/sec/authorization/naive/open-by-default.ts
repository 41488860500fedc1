import { byRule, type MayUse } from '../accounts-api.ts';

/** Refuses what a rule forbids. Where there is no rule, nothing is forbidden. */
export const openByDefault: MayUse = (user, route, owner) =>
  route.access === undefined || byRule(user, route, owner);
