/**
 * A process of its own that keeps answers in a progress file: says that it is ready, waits for a first
 * word, then keeps one answer after the other and says how many there are, until there are enough or a
 * second word comes.
 *
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openProgress } from '../../src/progress/store.ts';
import { answerStore } from '../../src/quiz/answer-store.ts';
import { choice, recall } from './deck.ts';

const [path = '', count = ''] = process.argv.slice(2);
const keep = answerStore(openProgress({ path, warn: () => {} }), () => new Date());

process.once('message', async () => {
  let isEnough = false;
  process.once('message', () => {
    isEnough = true;
  });
  for (let kept = 0; kept < Number(count) && !isEnough; ) {
    await keep(kept % 2 === 0 ? choice : recall, 'good');
    kept += 1;
    process.send?.(kept);
    await nextTurn();
  }
  process.disconnect();
});
process.send?.('ready');
