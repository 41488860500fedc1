import { correct, defineScenario, integer, must, naive } from 'apilab';
import {
  answerOf,
  costOf,
  failed,
  lookAt,
  refusals,
  restarted,
  secretsIn,
  servedAfter,
  within,
} from './checks.ts';
import { alwaysReady } from './naive/always-ready.ts';
import { closesFirst } from './naive/closes-first.ts';
import { exits } from './naive/exits.ts';
import { impatient } from './naive/impatient.ts';
import { liveAsksDb } from './naive/live-asks-db.ts';
import { ownConnection } from './naive/own-connection.ts';
import { tellsAll } from './naive/tells-all.ts';
import { twoInstances, type Way } from './setting.ts';

const WAYS = {
  'live-and-ready': {},
  impatient: { patience: impatient },
  'live-asks-db': { openHealth: liveAsksDb },
  'always-ready': { openHealth: alwaysReady },
  'own-connection': { ping: ownConnection },
  'tells-all': { told: tellsAll },
  exits: { stopping: exits },
  'closes-first': { stopping: closesFirst },
} satisfies Readonly<Record<string, Way>>;

/** An instance says whether it lives and whether it is ready, and both are acted upon. */
export default defineScenario({
  title: 'Alive and ready are two questions',
  claim: 'What cannot serve gets no requests, and only what a restart mends is restarted.',
  standard: 'k8s-probes §Types of probe',
  covers: [
    'obs-health-live-ready-startup',
    'obs-health-cost-and-leak',
    'obs-graceful-shutdown-ready',
  ],
  params: {
    interval: integer({ default: 4, min: 2, max: 4, about: 'seconds between two looks' }),
  },
  variants: {
    'live-and-ready': correct('Alive asks the process alone; ready asks the database too.'),
    impatient: naive('Two failed looks restart an instance, from its first second.', [
      'start-awaited',
    ]),
    'live-asks-db': naive('Alive asks the database.', ['alive-alone', 'no-storm', 'served-again']),
    'always-ready': naive('Whoever answers is ready.', ['taken-out']),
    'own-connection': naive('Each look opens a connection to the database.', ['cheap']),
    'tells-all': naive('The answer says what went wrong.', ['coarse']),
    exits: naive('The process ends as soon as it is told to.', ['none-failed', 'exit-clean']),
    'closes-first': naive('It takes no more requests as soon as it is told to stop.', [
      'none-failed',
    ]),
  },
  checks: {
    'start-awaited': must('let an instance start for as long as it takes', 'lab'),
    cheap: must('open no connection for a look', 'lab'),
    'taken-out': must('send nothing to who cannot serve', 'lab'),
    coarse: must('not tell strangers what lies behind', 'lab'),
    'alive-alone': must('be alive without the database', 'lab'),
    'no-storm': must('not restart what a restart cannot mend', 'lab'),
    'served-again': must('serve within a look once it is back', 'lab'),
    'none-failed': must('fail no request while an instance ends', 'lab'),
    'exit-clean': must('finish what it has, and exit with 0', 'lab'),
  },

  async play(lab) {
    const { step, clock } = lab;
    const lookMs = lab.params.interval * 1000;
    const shop = await twoInstances(lab, { way: WAYS[lab.variant], intervalMs: lookMs });

    await step('well', 'A balancer and a keeper look at two instances', async () => {
      await shop.begin();
      await shop.ask();
    });

    const before = shop.opened['api-1'];
    const lost = await step('lost', 'api-2 loses its way to the database', async () => {
      shop.lose('api-2');
      await clock.sleep(lookMs);
      for (let n = 0; n < 4; n++) await shop.ask();
      return shop.look('api-2', '/readyz');
    });
    lab.check('taken-out', failed(lost), '0 of 4 failed', lookAt(lost, 'api-2', '/readyz'));
    lab.check('alive-alone', answerOf(lost, 'api-2', '/livez'), '/livez 200');
    lab.check('coarse', `it tells ${secretsIn(lost.result.text)}`, 'it tells nothing');
    const cost = costOf(lost, 'api-1', shop.opened['api-1'] - before);
    lab.check('cheap', cost, '0 connections for 1 look');

    await step('down', 'The database goes down, for two looks', async () => {
      shop.lose('api-1');
      await clock.sleep(2.25 * lookMs);
      await shop.ask();
    });
    lab.check('no-storm', restarted(shop.restarts), '0 restarts');

    const upAt = clock.now();
    const back = await step('back', 'It is back, and Ada asks every other second', async () => {
      shop.find();
      for (let n = 0; n < 8; n++) {
        await clock.sleep(2000);
        if ((await shop.ask()).status === 200) return;
      }
    });
    lab.check('served-again', servedAfter(back, upAt), within(lab.params.interval));

    const end = await step('end', 'One that is at work is told to end', async () => {
      const slow = shop.ask('desk');
      await clock.sleep(100);
      const ended = shop.terminate();
      for (let n = 0; n < 5; n++) {
        await shop.ask();
        await clock.sleep(1200);
      }
      await slow;
      return ended;
    });
    lab.check('none-failed', failed(end), '0 of 6 failed');
    lab.check('exit-clean', end.result, 'exit code 0 · 0 at work');

    const known = shop.restarts.length;
    await step('start', 'Another one is started, which takes 14 s', async () => {
      await shop.add();
      await clock.sleep(18_000);
      await shop.ask();
      await shop.ask();
    });
    lab.check('start-awaited', restarted(shop.restarts.slice(known)), '0 restarts');

    lab.figure('Ada was refused', refusals(lab.wire), 'requests');
    lab.figure('instances were restarted', shop.restarts.length, 'times');
  },
});
