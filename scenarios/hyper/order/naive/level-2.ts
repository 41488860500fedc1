import { parseJson } from 'apilab/parts/http/json';
import { Hono } from 'hono';
import type { Outcome } from '../buyer.ts';
import type { Order } from '../orders.ts';
import type { Way } from '../ports.ts';

/** Resources, methods and statuses; where things lie and what may be done stands in the documentation. */
export const level2: Way = {
  api(orders, { payment }) {
    const app = new Hono();
    const shown = ({ item, state }: Order) => ({ item, state });
    app.post('/orders', async (c) => {
      const { item } = Object(parseJson(await c.req.text()));
      const order = orders.create(`${item}`);
      return c.json(shown(order), 201, { Location: `/orders/${order.id}` });
    });
    app.get('/orders/:id', (c) => {
      const order = orders.find(Number(c.req.param('id')));
      return order ? c.json(shown(order)) : c.body(null, 404);
    });
    for (const [step, method, path] of [
      ['pay', 'POST', payment],
      ['cancel', 'DELETE', '/orders/:id'],
    ] as const) {
      app.on(method, path, (c) => {
        const taken = orders.take(step, Number(c.req.param('id')));
        return taken === 'too-late' ? c.body(null, 409) : c.json(shown(taken));
      });
    }
    return app;
  },

  /** Written by the documentation, with its addresses and its rules. */
  buyer(fetch, shop) {
    const states = new Map<string, string>();
    const send = async (method: string, path: string, content?: object) => {
      const answer = await fetch(`${shop}${path}`, {
        method,
        ...(content && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(content),
        }),
      });
      return { answer, content: Object(parseJson(await answer.text())) };
    };
    const act = async (order: string, method: string, path: string): Promise<Outcome> => {
      const card = method === 'POST' ? { card: 'visa-4242' } : undefined;
      const { answer, content } = await send(method, path, card);
      if (!answer.ok) return `refused ${answer.status}`;
      states.set(order, content.state);
      return 'done';
    };
    return {
      async order(item) {
        const { answer, content } = await send('POST', '/orders', { item });
        const order = answer.headers.get('location')?.split('/').at(-1) ?? '';
        states.set(order, content.state);
        return order;
      },
      async look(order) {
        const { content } = await send('GET', `/orders/${order}`);
        states.set(order, content.state);
        return undefined;
      },
      pay: (order) => act(order, 'POST', `/orders/${order}/payment`),
      cancel: async (order) =>
        states.get(order) === 'pending' ? act(order, 'DELETE', `/orders/${order}`) : 'not offered',
    };
  },
};
