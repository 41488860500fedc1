import type { NaiveServers } from 'apilab';
import { DOCUMENT } from './document.ts';
import { byHand } from './naive/by-hand.ts';
import { draft07 } from './naive/draft-07.ts';
import { DRIFTED } from './naive/drifted.ts';
import { noFormats } from './naive/no-formats.ts';
import { unchecked } from './naive/unchecked.ts';
import { vague } from './naive/vague.ts';
import { servedBookings } from './serve.ts';

const servers: NaiveServers = {
  drifted: () => servedBookings({ document: DRIFTED }),
  unchecked: () => servedBookings({ schemas: unchecked }),
  'draft-07': () => servedBookings({ schemas: draft07 }),
  'no-formats': () => servedBookings({ schemas: noFormats }),
  vague: () => servedBookings({ schemas: vague }),
  'by-hand': ({ clock }) => byHand(DOCUMENT, { clock, delayMs: 200, failsEvery: 3 }),
};

export default servers;
