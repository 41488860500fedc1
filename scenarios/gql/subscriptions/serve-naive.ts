import type { NaiveServers } from 'apilab';
import { untilReturned } from './follow.ts';
import { generator } from './naive/generator.ts';
import { homemade } from './naive/homemade.ts';
import { tickingGraph } from './serve.ts';

const servers: NaiveServers = {
  homemade: (lab) => tickingGraph(lab, untilReturned, homemade),
  generator: (lab) => tickingGraph(lab, generator),
};

export default servers;
