import type { NaiveServers } from 'apilab';
import { burstsThrough } from './naive/bursts-through.ts';
import { countsStarts } from './naive/counts-starts.ts';
import { endlessQueue } from './naive/endless-queue.ts';
import { lostPlace } from './naive/lost-place.ts';
import { readThenWrite } from './naive/read-then-write.ts';
import { roundsDown } from './naive/rounds-down.ts';
import { servedShop } from './serve.ts';

const servers: NaiveServers = {
  'read-then-write': (lab) => servedShop(lab, { bucket: readThenWrite }),
  'rounds-down': (lab) => servedShop(lab, { bucket: roundsDown }),
  'bursts-through': (lab) => servedShop(lab, { queue: burstsThrough }),
  'endless-queue': (lab) => servedShop(lab, { queue: endlessQueue }),
  'counts-starts': (lab) => servedShop(lab, { places: countsStarts }),
  'lost-place': (lab) => servedShop(lab, { places: lostPlace }),
};

export default servers;
