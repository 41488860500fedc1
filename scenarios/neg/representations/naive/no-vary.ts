import { byWeight, type Negotiation } from '../negotiation.ts';

/** What is chosen is chosen well. That others may want something else, no cache is told. */
export const noVary: Negotiation = { ...byWeight, vary: '' };
