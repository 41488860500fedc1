import type { NaiveServers } from 'apilab';
import { allMembers } from './naive/all-members.ts';
import { anyLogin } from './naive/any-login.ts';
import { hiddenUrl } from './naive/hidden-url.ts';
import { openByDefault } from './naive/open-by-default.ts';
import { openAccounts } from './serve.ts';

const servers: NaiveServers = {
  'any-login': () => openAccounts({ mayUse: anyLogin }),
  'all-members': () => openAccounts({ members: allMembers }),
  'hidden-url': () => openAccounts({ mayUse: hiddenUrl }),
  'open-by-default': () => openAccounts({ mayUse: openByDefault }),
};

export default servers;
