import { byWeight, type Negotiation } from '../negotiation.ts';

/** The first type of the list that is known, whatever the weights; else the usual one. */
export const firstListed: Negotiation = {
  ...byWeight,
  type(accept, offered) {
    for (const item of (accept ?? '').split(',')) {
      const known = offered.find((type) => type === item.split(';')[0]?.trim());
      if (known !== undefined) return known;
    }
    return offered[0];
  },
};
