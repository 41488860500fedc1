import {
  correct,
  defineScenario,
  fieldOf,
  type HttpResponse,
  must,
  naive,
  type Seen,
  should,
} from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { evaluated } from '../parts/conditions.ts';
import { productApi } from '../parts/product-api.ts';
import { breaking, differences, methodsOf, none, noTag, withField } from './checks.ts';
import { verbsApi, verbsClient } from './naive/verbs.ts';
import { productClient } from './product-client.ts';

const LAMP = { name: 'Lamp', cents: 3900 };

/** A product from its creation to its end, told by methods and statuses. */
export default defineScenario({
  title: 'Create, read, change and delete a product',
  claim: 'Whoever knows HTTP can tell what a request does and how it ended.',
  standard: ['rfc9110 §9.3', 'rfc9110 §15'],
  covers: ['rest-crud-lifecycle'],
  focus: ['location', 'allow'],
  variants: {
    resources: correct(
      'A URL names a product, the method says what to do, the status how it ended.',
    ),
    verbs: naive('A URL names a call, the method is always POST, the status always 200.', [
      'method-tells',
      'created-with-location',
      'location-leads-to-it',
      'method-refused',
      'gone-is-404',
    ]),
  },
  checks: {
    'method-tells': must('say by the method what is to be done', 'lab'),
    'created-with-location': should(
      'answer 201 with the Location of what a POST created',
      'rfc9110 §9.3.3',
    ),
    'location-leads-to-it': must('find there what was created', 'lab'),
    'head-like-get': should('answer HEAD with the fields of GET', 'rfc9110 §9.3.2'),
    'tag-only-of-what-was-sent': must(
      'not send ETag with a PUT that stored other bytes',
      'rfc9110 §9.3.4',
    ),
    'rest-left-alone': must('leave alone what a patch does not name', 'lab'),
    'method-refused': should('refuse with 405 what is not allowed', 'rfc9110 §9.1'),
    'allowed-named': must('name in a 405 what is allowed', 'rfc9110 §15.5.6'),
    'no-length-of-nothing': must('not send Content-Length with 204', 'rfc9110 §8.6'),
    'gone-is-404': must('answer 404 once it is deleted', 'lab'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const db = await lab.use(openShop());
    const { fetch } = lab.party('client');
    const monitor = lab.party('monitor');
    const { api, client } = {
      resources: () => ({
        api: productApi({ db, conditions: evaluated }),
        client: productClient(fetch, 'http://api/products'),
      }),
      verbs: () => ({ api: verbsApi(db), client: verbsClient(fetch, 'http://api') }),
    }[lab.variant]();
    await lab.serve('api', api);
    function stored(): string {
      const row = db.inspect('SELECT name, cents FROM products WHERE id = 5')[0];
      return `${row?.name} at ${row?.cents}`;
    }

    const create = await step('create', 'Create a product', () => client.create(LAMP));
    const product = create.result;
    const [created] = create.answers;
    lab.check(
      'created-with-location',
      withField(created, 'Location'),
      '201, Location: /products/5',
    );

    const read = await step('read', 'Read it', () => client.read(product));
    const location = created && fieldOf(created, 'location');
    const [found] = read.exchanges.filter(({ request }) => request.target === location);
    lab.check(
      'location-leads-to-it',
      found?.response?.content.text ?? 'no Location',
      JSON.stringify(LAMP),
    );

    const look = await step('look', 'A monitor looks at it, with GET and with HEAD', async () => {
      lab.note('The monitor knows HTTP, and nothing of this API.');
      await (await monitor.fetch(product)).text();
      await monitor.fetch(product, { method: 'HEAD' });
    });
    lab.check('head-like-get', differences(look.answers[0], look.answers[1]), 'no difference');

    const replace = await step('replace', 'Replace it, its members in another order', () =>
      client.replace(product, { cents: 4400, name: 'Desk lamp' }),
    );
    lab.check('tag-only-of-what-was-sent', withField(replace.answers[0], 'ETag'), noTag);
    const change = await step('change', 'Change its price alone', () =>
      client.change(product, { cents: 3500 }),
    );
    lab.check('rest-left-alone', stored(), 'Desk lamp at 3500');

    const wrong = await step('wrong-method', 'Send PUT to where products are created', () =>
      fetch(client.products, { method: 'PUT' }),
    );
    lab.check('method-refused', `PUT: ${wrong.answers[0]?.status}`, 'PUT: 405');

    const remove = await step('delete', 'Delete it, and the monitor looks again', async () => {
      await client.remove(product);
      await monitor.fetch(product, { method: 'HEAD' });
    });
    lab.check('gone-is-404', `HEAD: ${remove.answers[1]?.status}`, 'HEAD: 404');

    lab.check(
      'method-tells',
      methodsOf({ create, read, replace, change, delete: remove }),
      'create POST · read GET · replace PUT · change PATCH · delete DELETE',
    );
    const answers = wire.responses('api');
    const allows = (answer: Seen<HttpResponse>) => fieldOf(answer, 'allow') !== undefined;
    lab.check('allowed-named', `${breaking(answers, 405, allows)} do not`, none);
    const hasNoLength = (answer: Seen<HttpResponse>) =>
      fieldOf(answer, 'content-length') === undefined;
    lab.check('no-length-of-nothing', `${breaking(answers, 204, hasNoLength)} do`, none);
  },
});
