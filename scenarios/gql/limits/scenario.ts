import { correct, defineScenario, integer, may, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { counted } from 'apilab/parts/checks/words';
import { billOf } from './bill.ts';
import { became, becameAndCost, billed, refusedFor, shortBills } from './checks.ts';
import { BUDGET_MS, limitedGraph, MOST_LOGINS } from './limited-graph.ts';
import { withinLimits } from './limits.ts';
import { countsFields } from './naive/counts-fields.ts';
import { countsRequests } from './naive/counts-requests.ts';
import { skipsFragments } from './naive/skips-fragments.ts';
import { worksOn } from './naive/works-on.ts';
import { DEEP, FOLDED, LONG, logins, SLOW, USUAL, WIDE } from './queries.ts';
import { graphAndStranger, type Serving } from './setting.ts';

const billedBy = (bill: typeof billOf): Serving => ({
  serve: (store, clock) => limitedGraph({ store, clock, rules: withinLimits(bill) }),
  bill,
});

const SERVINGS = {
  bill: billedBy(billOf),
  'skips-fragments': billedBy(skipsFragments),
  'counts-fields': billedBy(countsFields),
  'counts-requests': { serve: countsRequests },
  'works-on': {
    serve: (store, clock) => limitedGraph({ store, clock, sumUp: worksOn }),
    bill: billOf,
  },
} satisfies Readonly<Record<string, Serving>>;

/** Whoever may write queries may write expensive ones. What they cost is worked out first. */
export default defineScenario({
  title: 'Work out what a query costs before it runs',
  claim: 'A stranger must not make a server work hard with one small request.',
  standard: ['graphql-http §Validation', 'owasp-graphql §DoS Prevention'],
  covers: [
    'gql-depth-limit',
    'gql-complexity-cost',
    'gql-alias-batch-attack',
    'gql-timeouts-and-list-caps',
  ],
  params: {
    logins: integer({ default: 80, min: 30, max: 1000, about: 'how many logins are in a request' }),
  },
  variants: {
    bill: correct('Depth, lengths and cost are known before; attempts and time are counted.'),
    'skips-fragments': naive('Depth is counted in fields; fragments are passed over.', [
      'fragments-counted',
    ]),
    'counts-fields': naive('Each field of the text costs a point, in a list of any length.', [
      'cost-limited',
      'bill-covers',
    ]),
    'counts-requests': naive('Ten requests a minute, whatever is in them.', [
      'depth-limited',
      'fragments-counted',
      'cost-limited',
      'length-limited',
      'bill-covers',
      'attempts-limited',
    ]),
    'works-on': naive('The answer comes in time; the work is not told.', ['work-stops']),
  },
  checks: {
    'depth-limited': may('refuse a query that is too deep', 'graphql-http §Validation'),
    'fragments-counted': must('count what is in fragments as if it stood in their place', 'lab'),
    'cost-limited': may('refuse a query that costs too much', 'graphql-http §Validation'),
    'bill-covers': must('load no more for a query than it was billed', 'lab'),
    'length-limited': should(
      'limit how much of a list is asked for',
      'owasp-graphql §DoS Prevention',
    ),
    'attempts-limited': must('limit attempts, however they are packed', 'lab'),
    'in-time': should('limit how long a query takes', 'owasp-graphql §DoS Prevention'),
    'work-stops': must('do no work for an answer that has been given', 'lab'),
  },

  async play(lab) {
    const { store, ask, send } = await graphAndStranger(lab, SERVINGS[lab.variant]);
    const { counts } = store;

    const usual = await lab.step('usual', 'Ask for three users with two orders each', () =>
      ask('usual', USUAL),
    );

    const { result: deep } = await lab.step(
      'deep',
      'Go round in circles, eleven levels deep; fold it into fragments',
      async () => [await ask('deep', DEEP), await ask('folded', FOLDED)] as const,
    );
    const [plain, folded] = deep;
    lab.check('depth-limited', became(plain), refusedFor('DEPTH'));
    const unfolded = `${refusedFor('DEPTH')} · ${billed(plain)}`;
    lab.check('fragments-counted', becameAndCost(folded), unfolded);

    const { result: large } = await lab.step(
      'large',
      'Only four levels, but wide; then a million users',
      async () => [await ask('wide', WIDE), await ask('long', LONG, { n: 1_000_000 })] as const,
    );
    const [wide, long] = large;
    lab.check('cost-limited', became(wide), refusedFor('COST'));
    lab.check('length-limited', became(long), refusedFor('LIST_LENGTH'));

    const { logins: times } = lab.params;
    const packed = await lab.step(
      'packed',
      'Try PINs: by aliases, in an array, a few aliases',
      async () => {
        await send({ query: logins(times) });
        await send(Array.from({ length: times }, (_, n) => ({ query: logins(1, n) })));
        await send({ query: logins(8) });
      },
    );
    lab.check(
      'attempts-limited',
      `${counted(counts.attempts, 'attempt')} in a minute`,
      beginsAtMost(MOST_LOGINS.most, 'attempts'),
      packed.answers,
    );

    const slow = await lab.step('slow', 'Ask for what takes ten seconds, and wait', async () => {
      const asked = await ask('slow', SLOW);
      const pages = counts.pages;
      await lab.clock.sleep(30_000);
      return { asked, late: counts.pages - pages };
    });
    const tookMs = slow.exchanges[0]?.answeredAfterMs ?? Number.NaN;
    lab.check('in-time', `${tookMs} ms until the answer`, beginsAtMost(BUDGET_MS, 'ms'));
    lab.check(
      'work-stops',
      `${counted(slow.result.late, 'page')} summed up after the answer`,
      '0 pages summed up after the answer',
    );

    const asked = [usual.result, plain, folded, wide];
    lab.check('bill-covers', shortBills([...asked, slow.result.asked]), 'none loads more');
    lab.figure('wide query', wide.points ?? 0, 'points');
    lab.figure('loaded in all', counts.loaded, 'objects');
  },
});
