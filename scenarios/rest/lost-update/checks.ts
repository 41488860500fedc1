import { type Crossed, type Expectation, fieldOf, type Wire } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** What each request of a step was answered: `PUT 428 · PATCH 428`. */
export const answersOf = ({ exchanges }: Crossed<unknown>): string =>
  listed(...exchanges.map(({ request, response }) => `${request.method} ${response?.status}`));

/** The most writes for one entity tag that went through. */
export function mostThroughForOneTag(wire: Wire): number {
  const through = new Map<string, number>();
  for (const { request, response } of wire.exchanges('api')) {
    const ifMatch = fieldOf(request, 'if-match');
    if (ifMatch === undefined || response === undefined || response.status >= 300) continue;
    through.set(ifMatch, (through.get(ifMatch) ?? 0) + 1);
  }
  return Math.max(0, ...through.values());
}

/** How many 428 do not say how to send the request right: `0 of 3 do not`. */
export function unexplained({ answers }: Crossed<unknown>): string {
  const refusals = answers.filter(({ status }) => status === 428);
  const silent = refusals.filter(({ content }) => {
    const { detail } = Object(parseJson(content.text ?? ''));
    return !String(detail).includes('If-Match');
  });
  return `${silent.length} of ${refusals.length} do not`;
}

/** None of however many. */
export const noneSilent: Expectation = {
  text: 'none',
  holds: (actual) => typeof actual === 'string' && actual.startsWith('0 of '),
};
