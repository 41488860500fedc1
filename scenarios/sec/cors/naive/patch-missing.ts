import { type AnswerPreflight, preflightBeforeLogin } from '../cors.ts';

/** Lists the methods that everybody thinks of. */
export const patchMissing: AnswerPreflight = (request, policy, share) =>
  preflightBeforeLogin(request, { ...policy, methods: ['GET', 'POST', 'PUT', 'DELETE'] }, share);
