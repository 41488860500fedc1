/** A sender as a process of its own, on the queue file and the endpoint it is given. It is there to be killed. */
import { randomUUID } from 'node:crypto';
import type { Clock } from 'apilab';
import { seededRandom } from 'apilab/testing';
import { deliveryQueue } from '../parts/delivery-queue.ts';
import { openQueueFile } from '../parts/queue-file.ts';
import { keyOf } from '../parts/signature.ts';
import { webhookSender } from '../parts/webhook-sender.ts';

const [file = '', url = '', secret = ''] = process.argv.slice(2);

const clock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  setTimer: (ms, callback) => {
    const timer = setTimeout(callback, Math.max(0, ms));
    return { cancel: () => clearTimeout(timer) };
  },
};

const db = openQueueFile(file);
const sender = webhookSender({
  queue: deliveryQueue(db),
  fetch,
  clock,
  random: seededRandom(1),
  newId: randomUUID,
  keysOf: () => [keyOf(secret)],
  onDisabled: () => {},
});

process.on('message', (message) => {
  if (message === 'die in a transaction') {
    db.transaction(() => {
      db.run("UPDATE deliveries SET state = 'dead'");
      process.kill(process.pid, 'SIGKILL');
    });
  }
  sender.send(url, { type: 'order.paid', data: { orderId: message } });
  process.send?.(message);
});
process.send?.('ready');
