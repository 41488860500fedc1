import { byRule, type MayUse } from '../accounts-api.ts';

/** Whoever is logged in may use what is meant for owners: the number in the path is taken as it comes. */
export const anyLogin: MayUse = (user, route, owner) =>
  route.access === 'owner' || byRule(user, route, owner);
