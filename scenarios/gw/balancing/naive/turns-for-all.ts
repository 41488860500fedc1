import type { Choose } from '../balancer.ts';
import { inTurn } from '../in-turn.ts';

/** One after the other, however long their requests take. */
export const turnsForAll = (): Choose => inTurn();
