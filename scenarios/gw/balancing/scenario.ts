import { correct, defineScenario, integer, must, naive, type Random } from 'apilab';
import { percentile } from 'apilab/parts/checks/crowd';
import type { Choose } from './balancer.ts';
import { betterOfTwo } from './better-of-two.ts';
import { byWeight } from './by-weight.ts';
import {
  alike,
  atMostHalf,
  besideIdle,
  clientsOf,
  countMoved,
  difference,
  eachOf,
  longestRun,
  mostAtWork,
  moved,
  nobodyOf,
  none,
  placesOf,
  serversPerClient,
  shares,
  staying,
  waits,
} from './checks.ts';
import { fewestAtWork } from './fewest-at-work.ts';
import { byHash, bySender, type KeyOf } from './hash-ring.ts';
import { inTurn } from './in-turn.ts';
import { byChance } from './naive/by-chance.ts';
import { inBursts } from './naive/in-bursts.ts';
import { remainder } from './naive/remainder.ts';
import { turnsForAll } from './naive/turns-for-all.ts';
import { openBalancer } from './setting.ts';

interface Ways {
  readonly equal: (random: Random) => Choose;
  readonly weighted: () => Choose;
  readonly busy: (random: Random) => Choose;
  readonly sticky: (keyOf: KeyOf) => Choose;
}

const CORRECT: Ways = { equal: inTurn, weighted: byWeight, busy: fewestAtWork, sticky: byHash };

const WAYS = {
  fewest: CORRECT,
  'two-choices': { ...CORRECT, busy: betterOfTwo },
  'by-chance': { ...CORRECT, equal: byChance },
  'in-bursts': { ...CORRECT, weighted: inBursts },
  'turns-for-all': { ...CORRECT, busy: turnsForAll },
  remainder: { ...CORRECT, sticky: remainder },
} satisfies Readonly<Record<string, Ways>>;

/** How many requests are sent to servers that are alike, and to those that are not. */
const [TURNS, WEIGHED] = [18, 12];

/** Which of several servers gets the next request. */
export default defineScenario({
  title: 'Choose a server: turns, weights, load, hash',
  claim: 'Who gets the next request depends on what is known of servers and requests.',
  covers: ['lb-round-robin', 'lb-weighted-rr', 'lb-least-connections', 'lb-ip-hash', 'lb-p2c'],
  params: {
    clients: integer({
      default: 24,
      min: 12,
      max: 240,
      isHerd: true,
      about: 'how many clients look into their baskets',
    }),
    requests: integer({
      default: 40,
      min: 30,
      max: 400,
      isHerd: true,
      about: 'how many requests come every 20 ms',
    }),
  },
  variants: {
    fewest: correct('Turns, even weights, the fewest at work, a ring.'),
    'two-choices': correct('The same, and the better of two that are drawn.'),
    'by-chance': naive('Equal servers are drawn by chance.', ['shares-even']),
    'in-bursts': naive('Weights are a list: a a a b b c.', ['no-bursts']),
    'turns-for-all': naive('Long and short requests take turns.', ['idle-used']),
    remainder: naive('A hash is divided by the number of servers.', ['few-moved', 'others-stay']),
  },
  checks: {
    'shares-even': must('give equal servers equal shares', 'lab'),
    'weights-kept': must('give each server its weight in every six', 'lab'),
    'no-bursts': must('send no burst to the strongest', 'lab'),
    'idle-used': must('let nobody wait beside an idle server', 'lab'),
    'same-server': must('lead a client to the same server again', 'lab'),
    'few-moved': must('move few clients if a server joins', 'lab'),
    'others-stay': must('move nobody else if a server leaves', 'lab'),
  },

  async play(lab) {
    const { step, random, params } = lab;
    const { equal, weighted, busy, sticky } = WAYS[lab.variant];
    const lb = await openBalancer(lab);
    const [three, four] = [
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
    ];

    lb.set('a b c', equal(random));
    const turns = await step('turns', 'Three servers that are alike', () => lb.askInARow(TURNS));
    lab.check('shares-even', shares(turns, three), alike);
    lab.figure('shares differ by', difference(turns, three), 'requests');

    lb.set('a:3 b:2 c:1', weighted());
    const weights = await step('weights', 'They can take 3, 2 and 1', () => lb.askInARow(WEIGHED));
    lab.check('weights-kept', eachOf(weights, 6), 'a 3 · b 2 · c 1');
    lab.check('no-bursts', longestRun(weights, 6), '2 in a row: a b a c b a');

    lb.set('a b c', busy(random));
    const stream = await step('busy', 'One request every 20 ms, and each tenth takes long', () =>
      lb.askInAStream(params.requests),
    );
    lab.check('idle-used', besideIdle(stream), nobodyOf(params.requests));
    lab.chart({
      title: 'Most at work at once',
      binLabel: 'server',
      unit: 'requests',
      bins: mostAtWork(stream, three),
    });
    const waited = waits(stream).map(({ waitedMs }) => waitedMs);
    lab.figure('99th percentile of waits', percentile(waited, 99) ?? 0, 'ms');

    const choose = sticky(bySender);
    lb.set('a b c', choose);
    const kept = await step('keep', 'Clients look into their baskets, each twice', () =>
      lb.eachAsks(params.clients, 2),
    );
    lab.check('same-server', serversPerClient(kept), '1 server for each client');
    lab.chart({
      title: 'Whose clients they are',
      binLabel: 'server',
      unit: 'clients',
      bins: clientsOf(kept, three),
    });

    lb.set('a b c d', choose);
    const joined = await step('join', 'd joins', () => lb.eachAsks(params.clients));
    lab.check('few-moved', moved(placesOf(kept), joined), atMostHalf);
    lab.figure('moved when d joined', countMoved(placesOf(kept), joined), 'clients');
    lab.chart({
      title: 'Whose they are now',
      binLabel: 'server',
      unit: 'clients',
      bins: clientsOf(joined, four),
    });

    lb.set('a c d', choose);
    const left = await step('leave', 'b leaves', () => lb.eachAsks(params.clients));
    const others = staying(placesOf(joined), 'b');
    lab.check('others-stay', moved(others, left), none);
    lab.figure('others moved when b left', countMoved(others, left), 'clients');
  },
});
