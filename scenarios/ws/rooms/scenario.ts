import { blackHole, correct, defineScenario, must, naive, resetConnection } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { STABLE_MS } from '../parts/returning.ts';
import { answeredPings, audience, heardAfter, rosterOf } from './checks.ts';
import { noDeadline } from './naive/no-deadline.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { toAll } from './naive/to-all.ts';
import { chatOfThree, PING_MS, PONG_MS } from './setting.ts';

/** Rooms whose members come, go, and vanish without a word. */
export default defineScenario({
  title: 'Chat in rooms, and know who is there',
  claim: 'What is said reaches who is in the room, and nobody is shown who is gone.',
  standard: ['rfc6455 §5.5.2', 'rfc6455 §5.5.3'],
  covers: ['ws-rooms-broadcast', 'ws-private-message-presence', 'ws-heartbeat-ping-pong'],
  variants: {
    rooms: correct('The server sends to each member, and pings with a deadline.'),
    'no-deadline': naive('The server pings, and never checks for the pong.', [
      'silence-found',
      'roster-true',
    ]),
    'one-by-one': naive('The server waits for one member to have a message before the next.', [
      'others-unharmed',
    ]),
    'to-all': naive('The server sends everything to everybody.', ['heard-in-the-room', 'private']),
  },
  checks: {
    'heard-in-the-room': must('reach who is in the room when it is said, and nobody else', 'lab'),
    private: must('reach nobody but the one a private message is for', 'lab'),
    'end-told': must('tell the others at once when a connection ends', 'lab'),
    'others-unharmed': must('reach the others while one member is silent', 'lab'),
    'silence-found': must('find a silent peer within one ping and its deadline', 'lab'),
    'roster-true': must('show nobody who is gone', 'lab'),
    'pings-answered': must('answer each ping with a pong', 'rfc6455 §5.5.2'),
    'back-again': must('show who came back', 'lab'),
  },

  async play(lab) {
    const { clock, wire } = lab;
    const ports = {
      rooms: {},
      'no-deadline': { keepAlive: noDeadline },
      'one-by-one': { deliver: oneByOne },
      'to-all': { deliver: toAll() },
    }[lab.variant];
    const { ada, ben, carol, bensTap, carolsTap } = await chatOfThree(lab, ports);

    await lab.step('meet', 'Three meet in two rooms', async () => {
      await lab.together([ada, ben, carol].map((each) => async () => each.connect()));
      await lab.together([
        async () => carol.join('@carol'),
        async () => ada.join('lobby'),
        async () => carol.join('lobby'),
        async () => ben.join('lobby'),
        async () => ada.join('kitchen'),
        async () => ben.join('kitchen'),
      ]);
      await clock.sleep(STABLE_MS);
    });

    const talk = await lab.step('talk', 'What is said reaches a room, or one person', () =>
      lab.together([
        async () => ada.say('lobby', 'hello all'),
        async () => ben.say('kitchen', 'tea?'),
        async () => ada.say('@carol', 'for you alone'),
        async () => ben.leave('kitchen'),
        async () => ada.say('kitchen', 'ben?'),
      ]),
    );
    lab.check(
      'heard-in-the-room',
      audience(talk.frames, 'hello all', 'tea?', 'ben?'),
      'hello all: ada ben carol · tea?: ada ben · ben?: ada',
    );
    lab.check('private', audience(talk.frames, 'for you alone'), 'for you alone: carol');

    const cutAt = clock.now();
    await lab.step('cut', "Ben's connection is cut, and he comes back", async () => {
      bensTap.inject(resetConnection());
      // Until everybody has just been pinged: the worst moment to fall silent.
      await clock.sleep(PING_MS - STABLE_MS);
    });
    const bensEnd = { member: 'ada', since: cutAt, name: 'left', value: 'ben' };
    lab.check('end-told', heardAfter(wire, bensEnd), '0 s later');

    const silentAt = clock.now();
    await lab.step('black-hole', 'Carol falls into a black hole', async () => {
      carolsTap.inject(blackHole());
      lab.note('Her connection is dead, and nobody was told: no FIN, no RST. Pings go unanswered.');
      await clock.sleep(1000);
      ada.say('lobby', 'carol?');
      await clock.sleep(PING_MS + PONG_MS - 1000);
    });
    const question = { member: 'ben', since: silentAt + 1000, name: 'said', value: 'carol?' };
    lab.check('others-unharmed', heardAfter(wire, question), '0 s later');
    const carolsEnd = { member: 'ada', since: silentAt, name: 'left', value: 'carol' };
    lab.check(
      'silence-found',
      heardAfter(wire, carolsEnd),
      beginsAtMost((PING_MS + PONG_MS) / 1000, 's later'),
    );

    await lab.step('back', 'Carol hears no ping, and comes back', () => clock.sleep(STABLE_MS));
    lab.check('back-again', rosterOf(wire, 'lobby', 'ada'), 'ada ben carol');

    await lab.step('goodbye', 'Carol says goodbye', async () => {
      carol.close();
      await clock.sleep(0);
    });
    lab.check('roster-true', rosterOf(wire, 'lobby', 'ada'), 'ada ben');
    lab.check('pings-answered', answeredPings(wire), beginsAtMost(0));
  },
});
