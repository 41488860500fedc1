import { byRule, type MayUse } from '../accounts-api.ts';

/** Leaves the administrators' routes without a check, as only their page has links to them. */
export const hiddenUrl: MayUse = (user, route, owner) =>
  route.access === 'administrator' || byRule(user, route, owner);
