import type { Lab } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { ORDERS_SCHEMA, openOrders, RULES, type Rules, type State, type Step } from './orders.ts';
import { LAYOUT, type Layout } from './orders-api.ts';
import type { Way } from './ports.ts';

/** What a change of the API brings: a place, and a rule. */
const NEW_LAYOUT: Layout = { payment: '/payments/:id' };
const NEW_RULES: Rules = { ...RULES, cancel: ['pending', 'paid'] };

const STATES: readonly State[] = ['pending', 'paid', 'shipped', 'cancelled'];
const words = (steps: readonly string[] | undefined) =>
  steps === undefined ? 'no word' : steps.join(', ') || 'nothing';

/** A shop, and people who buy there with programs that are not changed. */
export async function openShop(lab: Pick<Lab, 'use' | 'serve' | 'party'>, way: Way) {
  const db = await lab.use(openDatabase());
  db.create(ORDERS_SCHEMA);
  let orders = openOrders(db);
  let api = way.api(orders, LAYOUT);
  await lab.serve('api', { fetch: (request) => api.fetch(request) });
  const buyer = (name: string) => way.buyer(lab.party(name).fetch, 'http://api');
  /** Puts the newest order into a state, as time or the warehouse would. */
  const bring = (state: State) =>
    db.run('UPDATE orders SET state = ? WHERE id = (SELECT MAX(id) FROM orders)', [state]);
  /** Tries a step from a state, with an order of its own. */
  const canTake = (step: Step, state: State): boolean => {
    const { id } = orders.create('Lamp');
    bring(state);
    return orders.take(step, id) !== 'too-late';
  };

  return {
    buyer,
    /** Deploys an API with another layout and another rule. */
    deploy() {
      orders = openOrders(db, NEW_RULES);
      api = way.api(orders, NEW_LAYOUT);
    },
    /** Looks at an order in each state: what is offered, and what is really possible, by trying. */
    async eachState() {
      const tester = buyer('tester');
      const rows: { state: State; offered: string; possible: string }[] = [];
      for (const state of STATES) {
        const order = await tester.order('Lamp');
        bring(state);
        const offered = words(await tester.look(order));
        const possible = words((['pay', 'cancel'] as const).filter((step) => canTake(step, state)));
        rows.push({ state, offered, possible });
      }
      return rows;
    },
  };
}
