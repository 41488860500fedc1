import { type Crossed, type Exchange, type Expectation, fieldOf } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import { type Observed, openAgreement } from './agreement.ts';
import type { Invalid } from './invalid.ts';

/** The exchanges in which the API was used; reading its description is not among them. */
const used = (exchanges: readonly Exchange[]) =>
  exchanges.filter(({ request }) => request.target !== '/openapi.json');

function observed({ request, response }: Exchange): Observed {
  return {
    method: request.method,
    path: request.target,
    status: response?.status ?? 0,
    type: (response && fieldOf(response, 'content-type'))?.split(';')[0],
    fields: response?.fields.map(({ name }) => name.toLowerCase()) ?? [],
    content: response?.content.text ?? '',
  };
}

/** What of these exchanges is not as described, each once: `40 seen · 422 of POST ... is not described`. */
export function besides(exchanges: readonly Exchange[], document: object): string {
  const disagreement = openAgreement(document);
  const found = used(exchanges).map((exchange) => disagreement(observed(exchange)));
  const kinds = [...new Set(found.filter((each) => each !== undefined))];
  const [first, ...others] = kinds;
  return listed(
    `${found.length - found.filter((each) => each !== undefined).length} of ${found.length}`,
    ...(first === undefined ? [] : [first]),
    ...(others.length === 0 ? [] : [`${others.length} more`]),
  );
}

/** All of a number: `12 of 12`. */
export const allOf: Expectation = {
  text: 'all of them',
  holds: (actual) => {
    const [, some, all] = /^(\d+) of (\d+)/.exec(String(actual)) ?? [];
    return some !== undefined && some === all && some !== '0';
  },
};

const statusesOf = ({ answers }: Crossed<unknown>) => answers.map(({ status }) => status);

/** The statuses of a step, in order: `401 · 404`. */
export const statuses = (crossed: Crossed<unknown>): string =>
  listed(...statusesOf(crossed).map(String));

/** How many of a step were refused as not valid: `12 of 12`. */
export const refused = (crossed: Crossed<unknown>): string =>
  `${statusesOf(crossed).filter((status) => status === 422).length} of ${crossed.answers.length}`;

/** How many answers of a step name the place of what is wrong. */
export function pointed({ answers }: Crossed<unknown>, invalid: readonly Invalid[]): string {
  const named = answers.filter(({ content }, n) => {
    const { errors }: { errors?: readonly { pointer: string }[] } = Object(
      parseJson(content.text ?? ''),
    );
    return errors?.some(({ pointer }) => pointer === invalid[n]?.pointer) === true;
  });
  return `${named.length} of ${answers.length}`;
}

/** How many of these exchanges ended with a server error. */
export const failures = (exchanges: readonly Exchange[]): number =>
  exchanges.filter(({ response }) => (response?.status ?? 0) >= 500).length;
