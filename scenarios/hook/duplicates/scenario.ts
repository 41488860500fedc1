import { correct, defineScenario, delayBytes, must, naive, should } from 'apilab';
import { counted, listed, tally } from 'apilab/parts/checks/words';
import { attemptsOf, fate, oneParcelFor, parcelsFor } from '../parts/checks.ts';
import { answer } from '../parts/outages.ts';
import { inMemory } from './naive/in-memory.ts';
import { rememberLate } from './naive/remember-late.ts';
import { shortMemory } from './naive/short-memory.ts';
import type { DuplicatesPorts } from './ports.ts';
import { shopAndSender } from './setting.ts';

const SECOND_MS = 1000;
const DAY_MS = 24 * 3600 * SECOND_MS;

/** A delivery comes at least once; what it asks for is done once. */
export default defineScenario({
  title: 'Take a webhook once, however often it comes',
  claim: 'What is sent must arrive, and must take effect once, whoever is killed meanwhile.',
  standard: 'standard-webhooks §Verifying signatures',
  covers: ['hook-idempotent-receiver'],
  focus: ['webhook-id'],
  variants: {
    inbox: correct('The id is inserted before the answer; the sender has its queue on disk.'),
    'remember-late': naive('The receiver remembers an id when the work on it is done.', [
      'copies-once',
      'work-survives',
      'effect-once',
    ]),
    'short-memory': naive('The receiver forgets ids after five minutes.', ['late-copy-once']),
    'in-memory': naive('The sender has its queue in memory.', ['taken-up-again', 'effect-once']),
  },
  checks: {
    'copies-once': should(
      'act once on copies that come at the same time',
      'standard-webhooks §Verifying signatures',
    ),
    'copies-welcome': must('answer every copy with success', 'lab'),
    'late-copy-once': must('act once, however late a copy comes', 'lab'),
    'work-survives': must('finish after a crash what was acknowledged before', 'lab'),
    'taken-up-again': must('send again, once killed, what it does not know to be there', 'lab'),
    'effect-once': must('lose nothing by that, and do nothing twice', 'lab'),
  },

  async play(lab) {
    const { clock, wire } = lab;
    const ports: Readonly<Record<typeof lab.variant, DuplicatesPorts>> = {
      inbox: {},
      'remember-late': { take: rememberLate },
      'short-memory': { inbox: shortMemory },
      'in-memory': { openQueue: inMemory },
    };
    const setting = await shopAndSender(lab, ports[lab.variant]);
    const shopDb = lab.database('db', setting.db, { client: 'shop' });

    const copies = await lab.step(
      'copies',
      'Three copies of order 1 come at the same time',
      async () => {
        lab.note('Each is signed well. Packing takes a minute.');
        await lab.together([1, 2, 3].map(() => () => setting.deliver('msg_order_1', 1)));
        await lab.untilQuiet();
      },
      { shows: [shopDb] },
    );
    lab.check('copies-once', parcelsFor(setting.db, 1), oneParcelFor(1));
    lab.check('copies-welcome', listed(...tally(copies.answers.map(fate))), '3 × taken with 202');

    const packed = setting.parcels();
    await lab.step(
      'late-copy',
      'A day later somebody has it sent again',
      async () => {
        await clock.sleep(DAY_MS);
        await setting.deliver('msg_order_1', 1);
        await lab.untilQuiet();
      },
      { shows: [shopDb] },
    );
    lab.check(
      'late-copy-once',
      counted(setting.parcels() - packed, 'more parcel'),
      '0 more parcels',
    );

    await lab.step(
      'kill-shop',
      'Kill the shop while it packs order 2, start it again',
      async () => {
        setting.paid(2);
        await clock.sleep(30 * SECOND_MS);
        setting.killShop();
        lab.note('The shop is killed now. What was not written down, nobody knows.');
        setting.startShop();
        await lab.untilQuiet();
      },
    );
    lab.check('work-survives', parcelsFor(setting.db, 2), oneParcelFor(2));

    const killed = await lab.step('kill-sender', 'Kill the sender, start it again', async () => {
      lab.note(
        'Order 3 is with the shop, its answer on the way. Order 4 waits for its next attempt.',
      );
      setting.receiver.failNext(answer(500));
      const waiting = setting.paid(4);
      await clock.sleep(SECOND_MS);
      setting.tap.inject(delayBytes({ delayMs: SECOND_MS }));
      const underWay = setting.paid(3);
      await clock.sleep(lab.random.integer(100, 900));
      setting.killSender();
      lab.note('The sender is killed now; the answer will find nobody.');
      setting.startSender();
      await lab.untilQuiet();
      return [underWay, waiting];
    });
    const attempts = killed.result.map((id) => attemptsOf(wire, id).length);
    const again = attempts.map((count) => (count > 1 ? 'sent again' : 'not sent again'));
    lab.check(
      'taken-up-again',
      `order 3 ${again[0]} · order 4 ${again[1]}`,
      'order 3 sent again · order 4 sent again',
    );
    lab.check('effect-once', parcelsFor(setting.db, 3, 4), oneParcelFor(3, 4));
  },
});
