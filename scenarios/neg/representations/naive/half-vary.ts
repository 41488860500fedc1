import { byWeight, type Negotiation } from '../negotiation.ts';

/** Vary was written when there were two formats. The languages came later. */
export const halfVary: Negotiation = { ...byWeight, vary: 'Accept' };
