import { correct, defineScenario, integer, must, naive } from 'apilab';
import { asked, mailRequests, mailsSince, pointsSince, refusedOf, tenByTheNew } from './checks.ts';
import { ackFirst } from './naive/ack-first.ts';
import { exitNow } from './naive/exit-now.ts';
import { inProcess } from './naive/in-process.ts';
import { newKey } from './naive/new-key.ts';
import { noFence } from './naive/no-fence.ts';
import { noHeartbeat } from './naive/no-heartbeat.ts';
import { openShop, type Way } from './setting.ts';

/** Long enough for a worker to find a job and to do it, in milliseconds. */
const WORK_MS = 5000;

/** Whatever dies, each order is confirmed, and counts once. */
export default defineScenario({
  title: 'Work that outlives its workers',
  claim: 'What was answered 201 is followed by its work, whichever process dies over it.',
  covers: [
    'job-inprocess-background-loss',
    'job-queue-ack-redelivery',
    'job-visibility-timeout',
    'job-graceful-shutdown',
  ],
  focus: ['idempotency-key', 'idempotent-replayed'],
  params: {
    lease: integer({ default: 6, min: 6, max: 60, about: 'seconds until a job is taken over' }),
  },
  variants: {
    queue: correct('A queue in the database, with leases, heartbeats and a fencing token.'),
    'in-process': naive('The API confirms in the background, behind its answer.', ['told']),
    'ack-first': naive('A job leaves the queue when a worker gets it.', ['taken-again']),
    'new-key': naive('Each mail has a key of its own.', ['mailed-once']),
    'no-heartbeat': naive('A lease is never extended.', ['left-to-the-living']),
    'no-fence': naive('Whoever says that a job is done is believed.', ['one-effect']),
    'exit-now': naive('At SIGTERM the process ends at once.', ['handed-over']),
  },
  checks: {
    told: must('confirm what was answered 201, though the API dies', 'lab'),
    'taken-again': must('do a job again whose worker died before the mail', 'lab'),
    'mailed-once': must('mail once if the worker died behind the mail', 'lab'),
    'left-to-the-living': must('leave a job to a worker that is slow', 'lab'),
    'one-effect': must('store the effect of a job once', 'lab'),
    'handed-over': must('end a job before the process ends', 'lab'),
  },

  async play(lab) {
    const { step, clock, ids } = lab;
    const leaseMs = lab.params.lease * 1000;
    const ways: Record<typeof lab.variant, Way> = {
      queue: {},
      'in-process': { later: inProcess },
      'ack-first': { openQueue: ackFirst },
      'new-key': { keyOf: newKey(ids.uuid) },
      'no-heartbeat': { openQueue: noHeartbeat },
      'no-fence': { openQueue: noFence },
      'exit-now': { shutdown: exitNow },
    };
    const shop = await openShop(lab, { leaseMs, way: ways[lab.variant] });
    let seen = shop.books();
    /** What has come into the books since this was last called. */
    const news = () => {
      const before = seen;
      seen = shop.books();
      return {
        mails: mailsSince(before, seen),
        points: pointsSince(before, seen),
        refused: refusedOf(shop.refused.splice(0)),
      };
    };

    await step('api-dies', 'The API is killed behind its answer', async () => {
      await shop.order();
      shop.api.kill();
      lab.note('Another API starts, and a worker.');
      await shop.api.restart();
      shop.start('worker-1');
      await clock.sleep(WORK_MS);
    });
    lab.check('told', news().mails, '1 mail');

    await step('before-mail', 'A worker dies before it sends the mail', async () => {
      shop.atMail('before', 'kill');
      await shop.order();
      await clock.sleep(WORK_MS);
      shop.start('worker-2');
      await clock.sleep(leaseMs + WORK_MS);
      shop.clear();
    });
    lab.check('taken-again', news().mails, '1 mail');

    const after = await step('after-mail', 'A worker dies when the mail is sent', async () => {
      shop.atMail('after', 'kill');
      await shop.order();
      await clock.sleep(WORK_MS);
      shop.start('worker-1');
      await clock.sleep(leaseMs + WORK_MS);
      shop.clear();
    });
    lab.check('mailed-once', news().mails, '1 mail', mailRequests(after));

    const slow = await step('slow', 'A mail takes longer than a lease', async () => {
      shop.start('worker-2');
      shop.mail.takes(2.5 * leaseMs);
      await shop.order();
      await clock.sleep(2.5 * leaseMs + WORK_MS);
      shop.mail.takes(1000);
    });
    lab.check('left-to-the-living', asked(slow), '1 request');
    news();

    await step('stands-still', 'A worker stands still, and another one takes over', async () => {
      shop.atMail('after', 'pause');
      await shop.order();
      await clock.sleep(WORK_MS);
      shop.atMail('before', 'resume');
      await clock.sleep(leaseMs + WORK_MS);
      shop.clear();
    });
    const { points: given, refused } = news();
    lab.check('one-effect', `${given} · ${refused}`, tenByTheNew);

    const shutdown = await step('shutdown', 'A worker is asked to end', async () => {
      await shop.end('worker-2');
      shop.mail.takes(3000);
      await shop.order();
      await clock.sleep(3000);
      lab.note('SIGTERM. The next version starts when the worker has ended.');
      await shop.end('worker-1');
      shop.start('worker-2');
      await clock.sleep(leaseMs + WORK_MS);
    });
    lab.check('handed-over', asked(shutdown), '1 request', mailRequests(shutdown));

    const { mails, points } = shop.books();
    lab.figure('mails', mails, 'mails');
    lab.figure('points', points, 'points');
  },
});
