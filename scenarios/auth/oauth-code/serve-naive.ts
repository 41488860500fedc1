import type { NaiveServers } from 'apilab';
import { allGrants } from './naive/all-grants.ts';
import { codesStay } from './naive/codes-stay.ts';
import { codeForAnybody } from './naive/no-pkce.ts';
import { prefixMatch } from './naive/prefix-match.ts';
import { loginAndOrders } from './serve.ts';

const servers: NaiveServers = {
  'no-pkce': (lab) => loginAndOrders(lab, { responses: { code: codeForAnybody } }),
  'prefix-match': (lab) => loginAndOrders(lab, { mayRedirect: prefixMatch }),
  'codes-stay': (lab) => loginAndOrders(lab, { openCodes: codesStay }),
  'all-grants': (lab) => loginAndOrders(lab, allGrants),
};

export default servers;
