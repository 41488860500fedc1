import { problem } from 'apilab/parts/http/problem';
import type { AnswerPreflight } from '../cors.ts';

/** Has routes for GET and PATCH, and none for OPTIONS. */
export const noOptions: AnswerPreflight = ({ headers }, policy, share) =>
  problem({ status: 404, title: 'Not Found' }, { ...share(headers.get('origin'), policy) });
