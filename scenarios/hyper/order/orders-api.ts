import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { type Context, Hono } from 'hono';
import type { Order, Orders, Step } from './orders.ts';
import { type Action, type Entity, sirenAnswer } from './siren.ts';

/** Where things lie. Only the server knows it. */
export interface Layout {
  /** Where an order is paid, with `:id` in it. */
  readonly payment: string;
}

export const LAYOUT: Layout = { payment: '/orders/:id/payment' };

/** A relation of this shop's own is named by a URI in lower case (RFC 8288 §2.1.2). */
const RECEIPT = 'https://shop.test/rels/receipt';

const ID = ':id{[1-9][0-9]{0,8}}';
const ORDER = `/orders/${ID}`;

/** Orders that say what can be done with them. */
export function ordersApi(orders: Orders, layout: Layout = LAYOUT) {
  const app = new Hono();
  app.onError(() => problem({ status: 500, title: 'Internal Server Error' }));
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));

  const payment = layout.payment.replace(':id', ID);
  const addressOf = ({ id }: Order) => `/orders/${id}`;
  const actionFor: Readonly<Record<Step, (order: Order) => Action>> = {
    pay: ({ id }) => ({
      name: 'pay',
      method: 'POST',
      href: layout.payment.replace(':id', `${id}`),
      type: 'application/json',
      fields: [{ name: 'card', type: 'text' }],
    }),
    cancel: (order) => ({ name: 'cancel', method: 'DELETE', href: addressOf(order) }),
  };
  /** The rule that refuses is the one that offers: the two cannot differ. */
  const shown = (order: Order): Entity => ({
    class: ['order'],
    properties: { item: order.item, state: order.state },
    actions: orders.open(order).map((step) => actionFor[step](order)),
    links: [
      { rel: ['self'], href: addressOf(order) },
      ...(order.state === 'paid' ? [{ rel: [RECEIPT], href: `${addressOf(order)}/receipt` }] : []),
    ],
  });
  const found = (c: Context) => orders.find(Number(c.req.param('id')));
  const take = (step: Step, c: Context) => {
    const order = found(c);
    if (order === undefined) return c.notFound();
    const taken = orders.take(step, order.id);
    if (taken !== 'too-late') return sirenAnswer(shown(taken));
    return problem({ status: 409, title: 'The order has moved on', detail: 'Look at it again.' });
  };
  const text = async (c: Context, name: string): Promise<string | Response> => {
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return problem({ status: 413, title: 'Content Too Large' });
    if (content.state === 'not-json') return problem({ status: 400, title: 'Bad Request' });
    const { [name]: value }: Record<string, unknown> = Object(content.value);
    // No control characters: a database cuts a text off behind a NUL.
    return typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,80}$/u.test(value)
      ? value
      : problem({ status: 422, title: `There is no ${name}` });
  };

  app.get('/', () =>
    sirenAnswer({
      class: ['shop'],
      actions: [
        {
          name: 'order',
          method: 'POST',
          href: '/orders',
          type: 'application/json',
          fields: [{ name: 'item', type: 'text' }],
        },
      ],
      links: [{ rel: ['self'], href: '/' }],
    }),
  );
  app.post('/orders', async (c) => {
    const item = await text(c, 'item');
    if (item instanceof Response) return item;
    const order = orders.create(item);
    return sirenAnswer(shown(order), { status: 201, headers: { Location: addressOf(order) } });
  });
  app.get(ORDER, (c) => {
    const order = found(c);
    return order ? sirenAnswer(shown(order)) : c.notFound();
  });
  app.delete(ORDER, (c) => take('cancel', c));
  app.get(`${ORDER}/receipt`, (c) => {
    const order = found(c);
    return order?.state === 'paid' ? c.text(`Paid: ${order.item}\n`) : c.notFound();
  });
  app.post(payment, async (c) => {
    const card = await text(c, 'card');
    return card instanceof Response ? card : take('pay', c);
  });

  const allowed: Readonly<Record<string, string>> = {
    '/': 'GET, HEAD',
    '/orders': 'POST',
    [ORDER]: 'GET, HEAD, DELETE',
    [`${ORDER}/receipt`]: 'GET, HEAD',
    [payment]: 'POST',
  };
  for (const [path, methods] of Object.entries(allowed)) {
    app.all(path, (c) => c.body(null, 405, { Allow: methods }));
  }
  return app;
}
