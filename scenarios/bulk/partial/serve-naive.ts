import type { LiveLab, NaiveServers, ServerRecipe } from 'apilab';
import { BATCHES, type Batches } from './bulk-api.ts';
import { always200 } from './naive/always-200.ts';
import { always207 } from './naive/always-207.ts';
import { copiesAll } from './naive/copies-all.ts';
import { noLimit } from './naive/no-limit.ts';
import { noRefs } from './naive/no-refs.ts';
import { rollback } from './naive/rollback.ts';
import { servedUsers } from './serve.ts';

const withOne =
  (other: Partial<Batches>) =>
  (lab: LiveLab): ServerRecipe =>
    servedUsers(lab, { ...BATCHES, ...other });

const servers: NaiveServers = {
  rollback: withOne({ each: rollback }),
  'always-200': withOne({ whole: always200 }),
  'always-207': withOne({ whole: always207 }),
  'no-refs': withOne({ create: noRefs }),
  'copies-all': withOne({ change: copiesAll }),
  'no-limit': withOne({ isTooLong: noLimit }),
};

export default servers;
