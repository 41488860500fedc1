import { status } from '@grpc/grpc-js';
import { type Refuse, withCode } from '../orders-server.ts';

/** One code for whoever gets nothing: no token, no right, no quota left. */
export const denied: Refuse = (reason) => {
  const isAboutCaller = ['no-token', 'no-right', 'quota-used-up'].includes(reason);
  const error = withCode(reason);
  return isAboutCaller ? Object.assign(error, { code: status.PERMISSION_DENIED }) : error;
};
