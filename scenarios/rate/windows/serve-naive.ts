import type { NaiveServers } from 'apilab';
import { checkThenAdd } from './naive/check-then-add.ts';
import { countsRefusals } from './naive/counts-refusals.ts';
import { fixedWindow } from './naive/fixed-window.ts';
import { neverForgets } from './naive/never-forgets.ts';
import { limitedPrices } from './serve.ts';

const servers: NaiveServers = {
  'fixed-window': (lab) => limitedPrices(lab, fixedWindow),
  'check-then-add': (lab) => limitedPrices(lab, checkThenAdd),
  'counts-refusals': (lab) => limitedPrices(lab, countsRefusals),
  'never-forgets': (lab) => limitedPrices(lab, neverForgets),
};

export default servers;
