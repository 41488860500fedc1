import { correct, defineScenario, dropResponse, must, naive, should } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { LAMP } from '../parts/tagged-product.ts';
import { type OpenTagged, openTagged, taggedProductsApi } from '../parts/tagged-products-api.ts';
import { openTaggedShop } from '../parts/tagged-shop.ts';
import { discountIn, formatsTold, priceIn, timesTagged } from './checks.ts';
import { guesses } from './naive/guesses.ts';
import { oneByOne } from './naive/one-by-one.ts';
import { putMerges } from './naive/put-merges.ts';
import { repeats } from './naive/repeats.ts';
import { tagger } from './tagger.ts';

/** The API of each variant. */
const APIS = {
  typed: openTagged,
  'put-merges': (products) => putMerges(openTagged(products), products),
  guesses: (products) => taggedProductsApi({ products, formats: guesses }),
  'one-by-one': (products) => oneByOne(openTagged(products)),
  repeats: openTagged,
} satisfies Readonly<Record<string, OpenTagged>>;

const MERGE_PATCH = { 'content-type': 'application/merge-patch+json' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };

/** What a PATCH does is in the format that its media type names. */
export default defineScenario({
  title: 'Change a part with PATCH, the whole with PUT',
  claim: 'A patch must say how it is applied, and is applied as a whole.',
  standard: ['rfc5789 §2', 'rfc7396 §2', 'rfc6902 §5'],
  covers: ['rest-put-vs-patch', 'rest-patch-merge-vs-jsonpatch', 'rest-patch-not-idempotent'],
  focus: ['accept-patch', 'if-match'],
  variants: {
    typed: correct('A patch names its format; the client repeats it under a condition.'),
    'put-merges': naive('PUT sets the members that came, and leaves the rest.', ['put-replaces']),
    guesses: naive('PATCH takes any JSON: a list is a JSON Patch, an object is spread.', [
      'formats-named',
      'member-removed',
    ]),
    'one-by-one': naive('Each operation of a JSON Patch is a write of its own.', ['all-or-none']),
    repeats: naive('The client takes PATCH for idempotent, and sends it again.', ['tagged-once']),
  },
  checks: {
    'patch-leaves-rest': must('leave what a patch does not name', 'lab'),
    'put-replaces': must('drop by PUT what is not sent', 'lab'),
    'formats-named': should('name in a 415 the formats of patches', 'rfc5789 §2.2'),
    'member-removed': must('remove a member by either format', 'lab'),
    'all-or-none': must('apply the entire set of changes, or none', 'rfc5789 §2'),
    'tagged-once': must('add a tag once, though an answer is lost', 'lab'),
  },

  async play(lab) {
    const { step, variant } = lab;
    const { send, stored, fetch, tap } = await openTaggedShop(lab, APIS[variant], [
      ['lamp', LAMP],
      ['monitor', { ...LAMP, name: 'Monitor' }],
    ]);

    await step('part', "Patch the lamp's price", () =>
      send('PATCH', '/products/lamp', { body: { cents: 3500 }, fields: MERGE_PATCH }),
    );
    lab.check('patch-leaves-rest', discountIn(stored('lamp')), 'a discount of 20 %');

    await step('whole', 'Put the lamp without its discount', () =>
      send('PUT', '/products/lamp', { body: { name: 'Lamp', cents: 3500, tags: ['new'] } }),
    );
    lab.check('put-replaces', discountIn(stored('lamp')), 'no discount');

    const formats = await step('formats', 'Take a discount away, in three formats', async () => {
      const keyboard = { body: { discount: null } };
      await send('PATCH', '/products/keyboard', keyboard);
      await send('PATCH', '/products/keyboard', { ...keyboard, fields: MERGE_PATCH });
      const body = [{ op: 'remove', path: '/discount' }];
      await send('PATCH', '/products/monitor', { body, fields: JSON_PATCH });
    });
    lab.check(
      'formats-named',
      formatsTold(formats),
      '415, Accept-Patch names application/merge-patch+json, application/json-patch+json',
    );
    lab.check(
      'member-removed',
      listed(
        `merge patch: ${discountIn(stored('keyboard'))}`,
        `JSON Patch: ${discountIn(stored('monitor'))}`,
      ),
      'merge patch: no discount · JSON Patch: no discount',
    );

    await step('test', 'Halve a price, if the product is still called Wire', () => {
      const body = [
        { op: 'replace', path: '/cents', value: 450 },
        { op: 'test', path: '/name', value: 'Wire' },
      ];
      return send('PATCH', '/products/cable', { body, fields: JSON_PATCH });
    });
    lab.check('all-or-none', priceIn(stored('cable')), '900 cents');

    const editor = (variant === 'repeats' ? repeats : tagger)({
      fetch,
      url: 'http://api/products/lamp',
    });
    const lost = await step('lost', 'Add a tag, and lose the answer', async () => {
      lab.note('Sent again, this patch would add the tag once more.');
      const held = await editor.read();
      tap.inject(dropResponse());
      await editor.put(held, 'sale');
      return editor.read();
    });
    const sent = lost.exchanges.flatMap(({ request, response }) => [request, response]);
    lab.check('tagged-once', timesTagged(stored('lamp'), 'sale'), 'sale once', sent);
  },
});
