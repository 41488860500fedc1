import { byWeight, type Negotiation } from '../negotiation.ts';

/** JSON is what everybody wants, so nobody is asked. */
export const ignoresAccept: Negotiation = {
  ...byWeight,
  type: (_accept, offered) => offered[0],
};
