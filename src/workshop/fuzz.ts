/**
 * Throws broken conversations at all dissectors, and their messages at all views and exports:
 * `npm run fuzz -- --inputs 1000000 --views 100000 --seed 1 [--from folder-of-transcripts] [--first 400000]`.
 * The same seed gives the same inputs, and `--first` goes on where another run was stopped. It ends with 1 at
 * the first one that is not read calmly, and says which it was.
 *
 * @module
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../lab/chance/random.ts';
import { brokenConversation, dissected } from './fuzz/attempt.ts';
import { conversationsIn, ownConversations } from './fuzz/conversations.ts';
import { show, transcriptOf, views } from './fuzz/views.ts';

/** No input of a few kilobytes may take longer, in milliseconds of the processor's time. */
const SLOW_MS = 1000;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    views: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    from: { type: 'string' },
  },
});
const [inputs, shown] = [Number(values.inputs), Number(values.views)];
const [seed, first] = [Number(values.seed), Number(values.first)];
const conversations = [
  ...ownConversations,
  ...(values.from === undefined ? [] : conversationsIn(values.from)),
];
const began = performance.now();
let slowest = { ms: 0, n: 0 };

for (let n = first; n < Math.max(inputs, shown); n++) {
  const random = seededRandom(seed, `fuzz ${n}`);
  const from = conversations[random.integer(0, conversations.length - 1)] ?? [];
  const turns = brokenConversation(from, random);
  const start = process.cpuUsage();
  try {
    const messages = dissected(turns, random);
    if (n < shown) {
      const events = transcriptOf(turns, messages, n % 2 === 0);
      for (const name of Object.keys(views)) show(name, events);
    } else if (busyMs(start) > SLOW_MS) throw new Error('it took over a second');
  } catch (error) {
    console.error(`input ${n} of seed ${seed}:`, error);
    process.exit(1);
  }
  const ms = busyMs(start);
  if (n >= shown && ms > slowest.ms) slowest = { ms, n };
  // What zlib has to say of broken streams waits for the next turn.
  if (n % 100 === 99) await nextTurn();
  if (n % 100_000 === 99_999) console.log(figures(n + 1));
}
console.log(figures(Math.max(inputs, shown)));

function busyMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function figures(count: number): string {
  const seconds = (performance.now() - began) / 1000;
  const { heapUsed, rss } = process.memoryUsage();
  const [heap, resident] = [heapUsed, rss].map((bytes) => Math.round(bytes / 1024 ** 2));
  return `${count} inputs, ${Math.min(count, shown)} of them through ${Object.keys(views).length} views; ${Math.round((count - first) / seconds)} a second; slowest ${slowest.ms.toFixed(0)} ms (input ${slowest.n}); heap ${heap} MiB, RSS ${resident} MiB`;
}
