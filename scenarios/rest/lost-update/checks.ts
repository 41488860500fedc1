import { type Crossed, fieldOf, type Wire } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** What each request of a step was answered: `PUT 428 · PATCH 428`. */
export const answersOf = ({ exchanges }: Crossed<unknown>): string =>
  listed(...exchanges.map(({ request, response }) => `${request.method} ${response?.status}`));

/** What each PUT of a step was answered, and whether the answer names a version. */
export const tagsOfPuts = ({ exchanges }: Crossed<unknown>): string =>
  listed(
    ...exchanges
      .filter(({ request }) => request.method === 'PUT')
      .map(({ response }) => {
        const tag = response && fieldOf(response, 'etag');
        return `${response?.status} with ${tag === undefined ? 'no tag' : 'a tag'}`;
      }),
  );

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

/** How many 428 do not say how to send the request right. */
export function unexplained({ answers }: Crossed<unknown>): string {
  const silent = answers.filter(({ status, content }) => {
    const details = parseJson(content.text ?? '');
    return status === 428 && !/"detail":".+"/.test(JSON.stringify(details));
  });
  return `${counted(silent.length, 'answer')} with 428 and no detail`;
}
