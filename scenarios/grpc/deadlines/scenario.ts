import { correct, defineScenario, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { type Asking, askForQuote } from './ask-for-quote.ts';
import { cancelled, finishedLate, framesIn, timeLimits, unlimited } from './checks.ts';
import { freshDeadline } from './naive/fresh-deadline.ts';
import { noDeadline } from './naive/no-deadline.ts';
import { inherited } from './quotes-server.ts';
import { threeServices } from './setting.ts';

const ITEM = { product: 1, quantity: 1 };
const ENOUGH_MS = 2000;
const TOO_LITTLE_MS = 1000;
/** By then stock is at work. */
const LOST_INTEREST_MS = 700;

/** A call that goes through three services, and a caller who will not wait for ever. */
export default defineScenario({
  title: 'A deadline for all of a call',
  claim: 'When the caller has no time left, nobody may work for it any more.',
  standard: ['grpc-http2 §Client Cancellation', 'grpc-deadlines §Deadline Propagation'],
  covers: ['grpc-deadline', 'grpc-deadline-propagation'],
  focus: ['grpc-timeout'],
  // grpc-js takes its time from the process.
  takesOverTime: true,
  variants: {
    inherited: correct(
      'Each service gives the next one what is left, and stops when its caller does.',
    ),
    'fresh-deadline': naive('Each service gives the next one a second of its own.', [
      'less-each-time',
      'no-work-in-vain',
      'cancel-passed-on',
    ]),
    'no-deadline': naive('Nobody sets a deadline, so a call may take for ever.', [
      'deadline-set',
      'answered-in-time',
      'less-each-time',
      'no-work-in-vain',
      'cancel-passed-on',
    ]),
  },
  checks: {
    'deadline-set': should(
      'set a deadline for each call',
      'grpc-deadlines §Deadlines on the Client',
    ),
    'answered-in-time': must('have an answer or DEADLINE_EXCEEDED in time', 'lab'),
    'less-each-time': must('give the next service no more time than is left', 'lab'),
    'no-work-in-vain': should(
      'stop work once the deadline has passed',
      'grpc-deadlines §Deadlines on the Server',
    ),
    'cancel-passed-on': should(
      'hand a cancellation on to those who are asked',
      'grpc-cancellation §Overview',
    ),
  },

  async play(lab) {
    const { clock, wire } = lab;
    const deadlines = {
      inherited,
      'fresh-deadline': freshDeadline,
      'no-deadline': noDeadline,
    }[lab.variant];
    const { client, finished } = await threeServices(lab, deadlines);
    const ask = async (timeoutMs: number, asking: Partial<Asking> = {}) => {
      const limit = lab.variant === 'no-deadline' ? {} : { timeoutMs };
      const ended = await askForQuote(client, ITEM, { clock, ...limit, ...asking });
      lab.note(`The client has ${ended.status} after ${ended.afterMs} ms.`);
      return ended;
    };

    await lab.step('enough', 'Give three services two seconds; they need 1,150 ms', () =>
      ask(ENOUGH_MS),
    );

    const startedAt = clock.now();
    const late = await lab.step('too-little', 'Give them one second', async () => {
      const ended = await ask(TOO_LITTLE_MS);
      await clock.sleep(TOO_LITTLE_MS);
      return ended;
    });
    lab.check('answered-in-time', `${late.result.afterMs} ms`, beginsAtMost(TOO_LITTLE_MS, 'ms'));
    lab.check(
      'less-each-time',
      timeLimits(framesIn(late)),
      'gateway 1000 ms · pricing 700 ms · stock 350 ms',
    );
    lab.check('no-work-in-vain', finishedLate(finished(), startedAt + TOO_LITTLE_MS), 'nobody');

    const given = await lab.step(
      'lost-interest',
      'Lose interest while stock is at work',
      async () => {
        await ask(ENOUGH_MS, { cancelAfterMs: LOST_INTEREST_MS });
        await clock.sleep(ENOUGH_MS);
      },
    );
    lab.check('cancel-passed-on', cancelled(framesIn(given)), 'gateway, pricing, stock');
    lab.check('deadline-set', unlimited(wire), beginsAtMost(0));
  },
});
