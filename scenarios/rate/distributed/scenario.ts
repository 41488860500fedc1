import { choice, correct, defineScenario, integer, may, must, naive, should } from 'apilab';
import {
  admittedBy,
  all,
  anEnd,
  asDecided,
  ending,
  explained,
  noted,
  outcome,
  refusalsIn,
  timed,
  unanswered,
} from './checks.ts';
import type { Counting } from './instance.ts';
import { incrThenExpire } from './naive/incr-then-expire.ts';
import { ownCounters } from './naive/own-counters.ts';
import { undecided } from './naive/undecided.ts';
import { LIMIT, openInstances } from './setting.ts';

const { requests } = LIMIT;

const COUNTINGS = {
  script: {},
  'own-counters': { count: ownCounters },
  'incr-then-expire': { count: incrThenExpire },
  undecided: { decide: undecided },
} satisfies Readonly<Record<string, Partial<Counting>>>;

/** One limit, kept by several instances. */
export default defineScenario({
  title: 'Keep one limit with four instances',
  claim: 'A limit must hold over all instances, whichever of them dies.',
  standard: 'rfc6585 §4',
  covers: ['rate-distributed-4-instances', 'rate-store-down-fail-open-closed'],
  focus: ['retry-after'],
  params: {
    instances: integer({ default: 4, min: 2, max: 12, about: 'how many instances there are' }),
    policy: choice({
      default: 'open',
      options: ['open', 'closed'],
      about: 'whom to let in if nobody can count',
    }),
  },
  variants: {
    script: correct('A script in a shared store looks and counts in one step.'),
    'own-counters': naive('Each instance counts what it sees, exactly.', ['one-limit']),
    'incr-then-expire': naive('INCR counts; its first caller sets the lifetime.', ['ends']),
    undecided: naive('The script, asked without a time limit.', ['as-decided', 'noted']),
  },
  checks: {
    'one-limit': must('admit the limit over all instances, and no more', 'lab'),
    ends: must('leave no count that never ends', 'lab'),
    'as-decided': must('do what was decided if the store is silent', 'lab'),
    noted: must('note each request that was not counted', 'lab'),
    explained: should('explain in a 429 what is too many', 'rfc6585 §4'),
    timed: may('say in Retry-After when to come again', 'rfc6585 §4'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const { instances } = lab.params;
    const policy = lab.params.policy === 'closed' ? 'closed' : 'open';
    const counting = COUNTINGS[lab.variant];
    const api = await openInstances(lab, { instances, policy, counting });
    const [first = '', second = ''] = api.names;

    const spread = await step('spread', `Ada asks ${instances} instances in turn`, async () => {
      for (let n = 0; n < (requests + 1) * instances; n++) {
        await api.ask('ada', api.names[n % instances] ?? first);
        await lab.clock.sleep(100);
      }
    });
    const shares = admittedBy(spread, api.names);
    const admitted = shares.reduce((sum, { value }) => sum + value, 0);
    lab.chart({
      title: 'Who admitted her',
      binLabel: 'instance',
      unit: 'requests',
      bins: shares,
    });
    lab.check('one-limit', `${admitted} admitted`, `${requests} admitted`);

    const death = await step('death', `Bob asks ${first}, which dies on the way`, async () => {
      api.dieAfterNextCommand(first);
      await api.ask('bob', first);
      await api.ask('bob', second);
      await api.restart(first);
      await lab.clock.sleep(1000);
      await api.ask('bob', first);
      return api.lifetimeOf('rate:bob');
    });
    lab.check('ends', ending('rate:bob', death.result), anEnd, death.messages.slice(0, 8));

    const silence = await step('silence', 'The store falls silent; Grace asks', async () => {
      await api.silenceStore();
      for (const name of api.names) await api.ask('grace', name);
    });
    const missing = unanswered(silence);
    lab.check('as-decided', outcome(silence), asDecided(policy, instances, missing));
    lab.check('noted', noted(api.uncounted(), missing), noted(missing, missing));

    const refusals = refusalsIn(wire);
    lab.check('explained', explained(refusals), all(refusals));
    lab.check('timed', timed(refusals), all(refusals));
    lab.figure('admitted of Ada', admitted, 'requests');
    lab.figure('refused to Ada', spread.answers.length - admitted, 'requests');
  },
});
