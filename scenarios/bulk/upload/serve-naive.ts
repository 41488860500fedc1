import type { LiveLab, NaiveServers } from 'apilab';
import { toBeSaved } from './files-api.ts';
import { memoryDisk } from './memory-disk.ts';
import { asTheyCome } from './naive/as-they-come.ts';
import { clientName } from './naive/client-name.ts';
import { declaredType, toBeShown } from './naive/declared-type.ts';
import { inMemory } from './naive/in-memory.ts';
import { pastedName } from './naive/pasted-name.ts';
import { servedFiles } from './serve.ts';

/** On a disk in memory: wherever a path leads, nothing of this machine lies there. */
const onItsDisk =
  (ways: Omit<Parameters<typeof servedFiles>[1], 'disk' | 'folder'>) => (lab: LiveLab) =>
    servedFiles(lab, { disk: memoryDisk(), folder: '/srv/uploads', ...ways });

const servers: NaiveServers = {
  'in-memory': onItsDisk({ reading: inMemory }),
  'client-name': onItsDisk({ pathOf: clientName }),
  'declared-type': onItsDisk({ typeOf: declaredType, present: toBeShown }),
  'pasted-name': onItsDisk({ present: toBeSaved(pastedName) }),
  'as-they-come': onItsDisk({ takeAll: asTheyCome }),
};

export default servers;
