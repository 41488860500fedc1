import { parseJson } from 'apilab/parts/http/json';
import type { Outcome } from '../buyer.ts';
import type { Order } from '../orders.ts';
import type { Way } from '../ports.ts';

/** Each order has an address, and each request is a POST that says in its content what to do. */
export const level1: Way = {
  api: (orders) => ({
    async fetch(request) {
      const id = Number(new URL(request.url).pathname.split('/')[2]);
      const { do: what, item } = Object(parseJson(await request.text()));
      const found = what === 'order' ? orders.create(`${item}`) : orders.find(id);
      const result = what === 'pay' || what === 'cancel' ? orders.take(what, id) : found;
      if (result === undefined) return Response.json({ error: 'there is no such order' });
      return Response.json(result === 'too-late' ? { error: 'it is too late' } : shown(result));
    },
  }),

  buyer(fetch, shop) {
    const states = new Map<string, string>();
    const send = async (path: string, content: object) => {
      const answer = await fetch(`${shop}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(content),
      });
      return Object(parseJson(await answer.text()));
    };
    const act = async (order: string, what: string): Promise<Outcome> => {
      const { state } = await send(`/orders/${order}`, { do: what, card: 'visa-4242' });
      if (state === undefined) return 'refused 200';
      states.set(order, state);
      return 'done';
    };
    return {
      async order(item) {
        const { id, state } = await send('/orders', { do: 'order', item });
        states.set(`${id}`, state);
        return `${id}`;
      },
      async look(order) {
        const { state } = await send(`/orders/${order}`, { do: 'read' });
        states.set(order, state);
        return undefined;
      },
      pay: (order) => act(order, 'pay'),
      cancel: async (order) =>
        states.get(order) === 'pending' ? act(order, 'cancel') : 'not offered',
    };
  },
};

const shown = ({ id, item, state }: Order) => ({ id, item, state });
