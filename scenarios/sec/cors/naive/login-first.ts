import { problem } from 'apilab/parts/http/problem';
import type { AnswerPreflight } from '../cors.ts';

/** Wants to know who asks before anything else. A preflight never says. */
export const loginFirst: AnswerPreflight = ({ headers }, policy, share) =>
  problem(
    { status: 401, title: 'Unauthorized' },
    { 'WWW-Authenticate': 'Session realm="orders"', ...share(headers.get('origin'), policy) },
  );
