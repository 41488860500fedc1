import type { NaiveServers } from 'apilab';
import { menuApi } from './menu-api.ts';
import { exactLanguage, unsaid } from './naive/exact-language.ts';
import { firstListed } from './naive/first-listed.ts';
import { floatPrice } from './naive/float-price.ts';
import { halfVary } from './naive/half-vary.ts';
import { ignoresAccept } from './naive/ignores-accept.ts';
import { noVary } from './naive/no-vary.ts';
import { DISHES } from './serve.ts';

const servers: NaiveServers = {
  'ignores-accept': () => menuApi({ dishes: DISHES, negotiation: ignoresAccept }),
  'first-listed': () => menuApi({ dishes: DISHES, negotiation: firstListed }),
  'no-vary': () => menuApi({ dishes: DISHES, negotiation: noVary }),
  'half-vary': () => menuApi({ dishes: DISHES, negotiation: halfVary }),
  'exact-language': () => unsaid(menuApi({ dishes: DISHES, negotiation: exactLanguage })),
  'float-price': () => menuApi({ dishes: DISHES, writers: floatPrice }),
};

export default servers;
