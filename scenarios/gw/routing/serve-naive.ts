import type { NaiveServers } from 'apilab';
import { believesField } from './naive/believes-field.ts';
import { copiesFields } from './naive/copies-fields.ts';
import { oldTag } from './naive/old-tag.ts';
import { oneWay } from './naive/one-way.ts';
import { ownCounts } from './naive/own-counts.ts';
import { prefixStays } from './naive/prefix-stays.ts';
import { readsJson } from './naive/reads-json.ts';
import { waitsForAll } from './naive/waits-for-all.ts';
import { openShop } from './serve.ts';

const servers: NaiveServers = {
  'prefix-stays': (lab) => openShop(lab, { addresses: prefixStays }),
  'one-way': (lab) => openShop(lab, { addresses: oneWay }),
  'copies-fields': (lab) => openShop(lab, { proxy: copiesFields }),
  'reads-json': (lab) => openShop(lab, { proxy: readsJson }),
  'believes-field': (lab) => openShop(lab, { identify: believesField }),
  'waits-for-all': (lab) => openShop(lab, { proxy: waitsForAll }),
  'old-tag': (lab) => openShop(lab, { translation: oldTag }),
  'own-counts': (lab) => openShop(lab, { allowance: ownCounts }),
};

export default servers;
