import { correct, defineScenario, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { listed } from 'apilab/parts/checks/words';
import { allNamed, aRefusal, knownByHeart, offered, refused, unnamed } from './checks.ts';
import { level0 } from './naive/level-0.ts';
import { level1 } from './naive/level-1.ts';
import { level2 } from './naive/level-2.ts';
import { methodInLinks } from './naive/method-in-links.ts';
import { LINKED, type Way } from './ports.ts';
import { openShop } from './setting.ts';

const BEFORE_LINKS = ['offers-true', 'change-used'] as const;

/** A client knows one address; what it can do there and then, each answer says. */
export default defineScenario({
  title: 'Buy by what each answer offers',
  claim: 'A client that goes by offers does what is possible, and survives what changes.',
  standard: ['siren §Actions', 'rfc8288 §2.1'],
  covers: [
    'hyper-links-state-machine',
    'hyper-affordance-method',
    'hyper-link-relations-registry',
    'rest-richardson-levels',
  ],
  focus: ['content-type', 'location', 'allow'],
  variants: {
    'level-3': correct('Each answer offers what can be done next, with method and address.'),
    'level-2': naive('Addresses, methods, statuses; the rest is in the documentation.', [
      'one-address',
      'offer-kept',
      ...BEFORE_LINKS,
    ]),
    'level-1': naive('Each order has an address, and all is a POST, answered 200.', [
      'one-address',
      'read-told',
      'refusal-told',
      ...BEFORE_LINKS,
    ]),
    'level-0': naive('All is posted to one address.', [
      'read-told',
      'refusal-told',
      ...BEFORE_LINKS,
    ]),
    'method-in-links': naive('The answers are HAL, with a method in each link.', [
      'offer-kept',
      'relations-named',
      'change-used',
    ]),
  },
  checks: {
    'one-address': must('know one address by heart', 'lab'),
    'offer-kept': must('not refuse what a client was told it can do', 'lab'),
    'read-told': must('tell a look from a change by its method', 'lab'),
    'refusal-told': must('refuse by status what comes too late', 'lab'),
    'change-used': must('go on with a new rule, unchanged', 'lab'),
    'offers-true': must('offer what is possible, and nothing else', 'lab'),
    'relations-named': should('name relations of its own by URIs in lower case', 'rfc8288 §2.1.2'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const ways: Record<typeof lab.variant, Way> = {
      'level-3': LINKED,
      'level-2': level2,
      'level-1': level1,
      'level-0': level0,
      'method-in-links': methodInLinks,
    };
    const shop = await openShop(lab, ways[lab.variant]);
    const [ada, bob] = [shop.buyer('ada'), shop.buyer('bob')];

    const { result: keyboard } = await step('order', 'Ada orders a keyboard', async () => {
      const order = await ada.order('Keyboard');
      lab.note(`Now ${offered(wire.responses('api').at(-1))}.`);
      return order;
    });

    const late = await step('pay', 'Bob looks at it, Ada pays, Bob pays as well', async () => {
      await bob.look(keyboard);
      await ada.pay(keyboard);
      lab.note(`Now ${offered(wire.responses('api').at(-1))}.`);
      return bob.pay(keyboard);
    });
    lab.check('read-told', late.requests[0]?.method, 'GET');
    lab.check('refusal-told', late.answers.at(-1)?.status, aRefusal);

    const { result: outcome } = await step(
      'change',
      'Payments move, paid orders can be cancelled: Ada does',
      async () => {
        shop.deploy();
        const cable = await ada.order('Cable');
        const paid = await ada.pay(cable);
        const state = paid === 'done' ? 'paid' : 'unpaid';
        return listed(`pay: ${paid}`, `cancel the ${state} order: ${await ada.cancel(cable)}`);
      },
    );
    lab.check('one-address', knownByHeart(wire, 'ada'), '1 address');
    lab.check('offer-kept', refused(wire, 'ada'), beginsAtMost(0));
    lab.check('change-used', outcome, 'pay: done · cancel the paid order: done');

    const { result: rows } = await step(
      'states',
      'A tester looks at an order in each state',
      shop.eachState,
    );
    lab.table({
      title: 'What is offered, and what is possible',
      columns: ['state', 'offered', 'possible'],
      rows: rows.map(({ state, offered, possible }) => [state, offered, possible]),
    });
    lab.check(
      'offers-true',
      rows.map(({ offered }) => offered).join(' · '),
      rows.map(({ possible }) => possible).join(' · '),
    );
    lab.check('relations-named', unnamed(wire), allNamed);
  },
});
