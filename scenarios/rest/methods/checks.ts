import { type Crossed, fieldOf, type Wire } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import type { Twice } from './setting.ts';

/** What a second PUT and a second DELETE did: `PUT nothing · DELETE nothing`. */
export const secondTime = (all: readonly Twice[]): string =>
  listed(
    ...all
      .filter(({ method }) => /^(?:PUT|DELETE) /.test(method))
      .map(({ method, did }) => `${method.split(' ')[0]} ${did[1]}`),
  );

/** How each method was answered and what it did, first and again. */
export const asTable = (all: readonly Twice[]) => ({
  title: 'What each request did to the products',
  columns: ['request', 'first', 'did', 'again', 'did '],
  rows: all.map(({ method, statuses: [first, second], did }) => [
    method,
    `${first}`,
    `${did[0]}`,
    `${second}`,
    `${did[1]}`,
  ]),
});

/** What was preferred, whether the answer says so, and what it held: `minimal: applied, no content`. */
export const preferences = ({ exchanges }: Crossed<unknown>): string =>
  listed(
    ...exchanges.map(({ request, response }) => {
      const preferred = fieldOf(request, 'prefer');
      const isApplied = response && fieldOf(response, 'preference-applied') === preferred;
      const held = response?.content.text ? 'content' : 'no content';
      return `${preferred?.replace('return=', '')}: ${isApplied ? 'applied' : 'not told'}, ${held}`;
    }),
  );

/** Fields that are about the connection or the moment, not about what was asked for. */
const NOT_OF_THE_PRODUCT = ['date', 'connection', 'keep-alive'];

/** In what the answer to HEAD differs from that to GET. */
export function differences({ exchanges }: Crossed<unknown>): string {
  const of = (method: string) =>
    exchanges.find(({ request }) => request.method === method)?.response;
  const [get, head] = [of('GET'), of('HEAD')];
  if (get === undefined || head === undefined) return 'there are not two answers';
  const names = [...get.fields, ...head.fields].map(({ name }) => name.toLowerCase());
  const differing = [...new Set(names)].filter(
    (name) => !NOT_OF_THE_PRODUCT.includes(name) && fieldOf(get, name) !== fieldOf(head, name),
  );
  if (head.status !== get.status) differing.unshift('status');
  return differing.length === 0 ? 'no difference' : `differs in ${differing.join(', ')}`;
}

const PRODUCT = /^\/products\/[a-z]+$/;

/** Of all that was sent to one product or another: what OPTIONS names as allowed, and what was not answered 405. */
export function allowed(wire: Wire) {
  const sent = wire.exchanges('api').filter(({ request }) => PRODUCT.test(request.target));
  const options = sent.find(({ request }) => request.method === 'OPTIONS')?.response;
  const named = options && fieldOf(options, 'allow');
  const taken = sent.filter(({ response }) => response && response.status !== 405);
  return {
    named: named === undefined ? 'no Allow' : sorted(named.split(', ')),
    taken: sorted(taken.map(({ request }) => request.method)),
  };
}

const sorted = (methods: readonly string[]) => [...new Set(methods)].sort().join(' ');
