import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { listed, tally } from 'apilab/parts/checks/words';
import { LAMP } from '../parts/tagged-product.ts';
import { type OpenTagged, openTagged } from '../parts/tagged-products-api.ts';
import { difference } from '../parts/tagged-shop.ts';
import { allowed, asTable, differences, preferences, secondTime } from './checks.ts';
import { getDeletes } from './naive/get-deletes.ts';
import { routesAlone } from './naive/routes-alone.ts';
import { upsert } from './naive/upsert.ts';
import { prefetch } from './prefetcher.ts';
import { openMethods } from './setting.ts';

const APIS = {
  promises: openTagged,
  'get-deletes': (products) => getDeletes(openTagged(products), products),
  upsert: (products) => upsert(openTagged(products)),
  'routes-alone': (products) => routesAlone(openTagged(products)),
} satisfies Readonly<Record<string, OpenTagged>>;

const LAMP_PATH = '/products/lamp';

/** What each method promises, found out by sending it twice. */
export default defineScenario({
  title: 'Send each method twice',
  claim: 'Whoever knows the method must know what a repetition does.',
  standard: 'rfc9110 §9.2',
  covers: [
    'rest-safe-idempotent-methods',
    'rest-put-create-201',
    'rest-head-options',
    'rest-prefer-return',
  ],
  focus: ['allow', 'if-none-match', 'preference-applied'],
  params: {
    creators: integer({ default: 3, min: 2, max: 20, about: 'how many put the same new product' }),
  },
  variants: {
    promises: correct('Each method does what HTTP says of it, no more and no less.'),
    'get-deletes': naive('Each product has a link that deletes it, for GET.', ['safe-kept']),
    upsert: naive('PUT inserts or replaces, whatever the condition, and answers 200.', [
      'one-creator',
      'creation-told',
    ]),
    'routes-alone': naive('There are routes for what people thought of: not HEAD, not OPTIONS.', [
      'head-like-get',
      'allowed-named',
    ]),
  },
  checks: {
    'one-creator': must('not create with If-None-Match: * what is there', 'rfc9110 §13.1.2'),
    'creation-told': must('answer 201 if a PUT created something', 'rfc9110 §9.3.4'),
    'second-time': must('change nothing more by a second PUT or DELETE', 'lab'),
    'head-like-get': should('answer HEAD with the fields of GET', 'rfc9110 §9.3.2'),
    'allowed-named': should('name in Allow what is not refused', 'rfc9110 §9.3.7'),
    'preference-kept': must('keep to the preference that is said to be applied', 'lab'),
    'safe-kept': must('not delete by a safe method', 'rfc9110 §9.2.1'),
  },

  async play(lab) {
    const { step, params } = lab;
    const { send, state, sendEachTwice } = await openMethods(lab, APIS[lab.variant]);

    const putNew = () => send('PUT', LAMP_PATH, { body: LAMP, fields: { 'if-none-match': '*' } });
    const create = await step('create', `${params.creators} put the same new product`, () =>
      lab.together(Array.from({ length: params.creators }, () => putNew)),
    );
    lab.check(
      'one-creator',
      listed(...tally(create.result.map((status) => (status < 300 ? 'done' : 'refused')))),
      `1 × done · ${params.creators - 1} × refused`,
    );
    lab.check('creation-told', `answered ${create.result[0]}`, 'answered 201');

    const twice = await step('twice', 'Send each method, and again as it was', () =>
      sendEachTwice(),
    );
    lab.table(asTable(twice.result));
    lab.check('second-time', secondTime(twice.result), 'PUT nothing · DELETE nothing');
    lab.check('head-like-get', differences(twice), 'no difference');

    const replace = await step('prefer', 'Put it, and say what the answer is to hold', async () => {
      for (const prefer of ['return=minimal', 'return=representation'])
        await send('PUT', LAMP_PATH, { body: LAMP, fields: { prefer } });
    });
    lab.check(
      'preference-kept',
      preferences(replace),
      'minimal: applied, no content · representation: applied, content',
    );
    const { named, taken } = allowed(lab.wire);
    lab.check('allowed-named', named, taken);

    const before = state();
    await step('prefetch', 'A program fetches each link ahead', () =>
      prefetch(lab.party('prefetcher').fetch, 'http://api/products'),
    );
    lab.check('safe-kept', difference(before, state()), 'nothing');
  },
});
