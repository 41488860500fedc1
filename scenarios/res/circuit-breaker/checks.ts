import type { Crossed, Exchange, Expectation } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

type Step = Pick<Crossed<unknown>, 'exchanges'>;

/** The exchanges of a step with one of the servers. */
export const ofServer = ({ exchanges }: Step, server: string): readonly Exchange[] =>
  exchanges.filter(({ request }) => request.server === server);

/** How many requests of a step the ratings got: `5 requests`. */
export const reached = (step: Step): string => counted(ofServer(step, 'ratings').length, 'request');

export const noMoreRequestsThan = (most: number): Expectation => ({
  text: `${counted(most, 'request')} at most`,
  holds: (actual) => Number.parseInt(String(actual), 10) <= most,
});

/** The messages of the first exchanges of a step with the shop, and with the ratings. */
export const messagesOf = (step: Step, count: number) =>
  ['shop', 'ratings']
    .flatMap((server) => ofServer(step, server).slice(0, count))
    .flatMap(({ request, response }) => [request, response]);

/** How long those who asked the shop waited, in milliseconds. */
export const waits = (step: Step): readonly number[] =>
  ofServer(step, 'shop').map(({ request, response }) => (response?.at ?? Number.NaN) - request.at);

/** What a page of the shop says. */
const pageOf = ({ response }: Exchange): Readonly<Record<string, unknown>> =>
  Object(parseJson(response?.content.text ?? ''));

/** The stars that pages show: `4.5 stars`, `no stars`. */
export const starsShown = (step: Step, product: string): readonly string[] =>
  ofServer(step, 'shop')
    .filter(({ request }) => request.target.endsWith(product))
    .map((exchange) => pageOf(exchange).stars)
    .map((stars) => (typeof stars === 'number' ? `${stars} stars` : 'no stars'));

/** How many pages without the rating of the service say that it is missing. */
export function toldMissing(step: Step, stars: number) {
  const without = ofServer(step, 'shop')
    .map(pageOf)
    .filter((page) => page.stars !== stars);
  const told = without.filter(({ missing }) => Array.isArray(missing) && missing.includes('stars'));
  return { actual: `${told.length} of ${without.length} pages`, all: allOf(without.length) };
}

const allOf = (count: number) => `${count} of ${count} pages`;
