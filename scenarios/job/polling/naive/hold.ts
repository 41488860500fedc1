import { waitOf } from '../prefer.ts';
import type { Patience } from '../reports-api.ts';

/** Until it is done, as with any other request, but for those who ask for an answer before that. */
export const hold: Patience = (preferred) =>
  preferred.has('respond-async') ? waitOf(preferred) : Number.MAX_SAFE_INTEGER / 1000;
