import {
  closeAfterBytes,
  correct,
  defineScenario,
  integer,
  must,
  naive,
  resetConnection,
} from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { FIRST_MS, STABLE_MS } from '../parts/returning.ts';
import {
  acknowledgedInVain,
  countedAloud,
  firstHeard,
  heardNumbers,
  newestHeard,
  saidInWords,
} from './checks.ts';
import { countPerUser } from './naive/count-per-user.ts';
import { fireAndForget } from './naive/fire-and-forget.ts';
import { liveOnly } from './naive/live-only.ts';
import { chatWithDevices } from './setting.ts';

/** No frame that says something to a room is shorter: what breaks before this byte breaks inside it. */
const SHORTEST_BYTES = 37;

/** More than anybody misses here, and fewer than are said. */
const WINDOW = 5;

/** A chat whose members lose their connections, and nothing else. */
export default defineScenario({
  title: 'A chat that survives its connections',
  claim: 'A connection may break at any byte; no message is lost or repeated.',
  covers: ['ws-resume-missed-messages'],
  params: {
    cuts: integer({ default: 3, min: 1, max: 100, about: 'how often one connection breaks' }),
  },
  variants: {
    resume: correct(
      'The server numbers and keeps what is said; clients keep what is not acknowledged.',
    ),
    'live-only': naive('The server sends only what is said from now on.', [
      'once-in-order',
      'gap-announced',
    ]),
    'fire-and-forget': naive('Clients send once, connected or not, and wait for no ack.', [
      'kept-once',
    ]),
    'count-per-user': naive('The server counts what a user says, whichever device says it.', [
      'both-devices',
      'acknowledged-is-kept',
    ]),
  },
  checks: {
    'once-in-order': must('bring each member every message once, in order', 'lab'),
    'kept-once': must('keep everything that is said once, connected or not', 'lab'),
    'both-devices': must('keep what each device of a user says', 'lab'),
    'acknowledged-is-kept': must('acknowledge nothing that it does not keep', 'lab'),
    'gap-announced': must('announce a gap that the log cannot fill', 'lab'),
  },

  async play(lab) {
    const { params, clock, random, wire } = lab;
    const ports = {
      resume: {},
      'live-only': { catchUp: liveOnly },
      'fire-and-forget': { outbox: fireAndForget },
      'count-per-user': { countedBy: countPerUser },
    }[lab.variant];
    const { comes } = await chatWithDevices(lab, { window: WINDOW, ...ports });
    const ada = await comes('ada');
    const ben = await comes('ben');

    await lab.step('talk', 'Two talk in a room', async () => {
      await lab.together([ada, ben].map((each) => async () => each.connect()));
      await lab.together([ada, ben].map((each) => async () => each.join('lobby')));
      await lab.together([
        async () => ada.say('lobby', 'count for me'),
        async () => ben.say('lobby', '1'),
      ]);
      await clock.sleep(STABLE_MS);
    });

    await lab.step('away', 'Ben loses his connection, and both go on', async () => {
      ben.tap.inject(resetConnection());
      await clock.sleep(0);
      await lab.together([
        async () => ada.say('lobby', 'still there?'),
        async () => ben.say('lobby', '2'),
      ]);
    });

    await lab.step('catch-up', 'He comes back', () => clock.sleep(FIRST_MS + STABLE_MS));

    const often = params.cuts === 1 ? 'once' : `${params.cuts} times`;
    await lab.step('cuts', `His connection breaks ${often}, inside a message`, async () => {
      for (let cut = 1; cut <= params.cuts; cut++) {
        const direction = cut % 2 === 0 ? 'client-to-server' : 'server-to-client';
        const bytes = random.integer(1, SHORTEST_BYTES - 1);
        ben.tap.inject(closeAfterBytes({ bytes, direction }));
        await lab.together([
          async () => ben.say('lobby', `${2 * cut + 1}`),
          async () => ada.say('lobby', `cut ${cut}`),
          async () => ben.say('lobby', `${2 * cut + 2}`),
        ]);
        await clock.sleep(FIRST_MS + STABLE_MS);
      }
    });
    lab.check('kept-once', countedAloud(wire, 'ben', 'ada'), `ben 1-${2 * params.cuts + 2}`);

    const laptop = await comes('ben', { device: 'laptop' });
    await lab.step('second-device', 'He opens his laptop, and speaks there', async () => {
      laptop.connect();
      await clock.sleep(0);
      laptop.join('lobby');
      await lab.together(
        ['hello from', 'my laptop'].map((text) => async () => laptop.say('lobby', text)),
      );
    });
    lab.check('both-devices', saidInWords(wire, 'ben', 'ada'), 'hello from · my laptop');
    lab.check(
      'acknowledged-is-kept',
      acknowledgedInVain(wire, ['ada', 'ben', 'laptop']),
      beginsAtMost(0),
    );
    const last = newestHeard(wire, 'lobby');
    lab.check(
      'once-in-order',
      heardNumbers(wire, 'lobby', ['ada', 'ben']),
      `ada 1-${last} · ben 1-${last}`,
    );

    const late = await comes('dora', { rooms: { lobby: 1 } });
    const ahead = await comes('eve', { rooms: { lobby: 999 } });
    await lab.step('gap', 'Come back with numbers that the log does not have', async () => {
      lab.note(`The log keeps ${WINDOW} messages. Dora has those up to 1, and Eve up to 999.`);
      await lab.together([late, ahead].map((each) => async () => each.connect()));
    });
    lab.check('gap-announced', firstHeard(wire, ['dora', 'eve']), 'dora: gap · eve: gap');
  },
});
