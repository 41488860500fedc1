import {
  type Crossed,
  type Expectation,
  fieldOf,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import type { Policy } from './without-store.ts';

/** How many requests of a step each instance let through, by its name. */
export const admittedBy = ({ exchanges }: Crossed<unknown>, instances: readonly string[]) =>
  instances.map((name) => ({
    label: name,
    value: exchanges.filter(
      ({ request, response }) => request.server === name && response?.status === 200,
    ).length,
  }));

/** What a store says of the lifetime of a key. */
export function ending(key: string, leftMs: number): string {
  if (leftMs === -1) return `${key} never ends`;
  return leftMs < 0 ? `there is no ${key}` : `${key} ends in ${Math.ceil(leftMs / 1000)} s`;
}

export const anEnd: Expectation = {
  text: 'an end',
  holds: (actual) => !String(actual).endsWith('never ends'),
};

/** How many commands of a step the store left without a reply. */
export const unanswered = ({ commands }: Crossed<unknown>): number =>
  commands.filter(({ reply }) => reply?.delivery !== 'whole').length;

/** How the requests of a step ended: `4 admitted`, `4 turned away with 503`. */
export function outcome({ exchanges }: Crossed<unknown>): string {
  const statuses = exchanges.map(({ response }) =>
    response?.delivery === 'whole' ? response.status : undefined,
  );
  const endings = [...new Set(statuses)].map((status) =>
    howEnded(status, statuses.filter((other) => other === status).length),
  );
  return listed(...endings);
}

function howEnded(status: number | undefined, count: number): string {
  if (status === 200) return `${count} admitted`;
  return status === undefined
    ? `${count} without an answer`
    : `${count} turned away with ${status}`;
}

/** How requests end by a policy if the store counted all but so many of them. */
export function asDecided(policy: Policy, requests: number, uncounted: number): string {
  if (policy === 'open' || uncounted === 0) return howEnded(200, requests);
  const admitted = requests - uncounted;
  return listed(...(admitted > 0 ? [howEnded(200, admitted)] : []), howEnded(503, uncounted));
}

/** `4 of 4 noted`. */
export const noted = (some: number, all: number): string => `${some} of ${all} noted`;

/** The refusals because of the limit, by whichever instance. */
export const refusalsIn = (wire: Wire): readonly Seen<HttpResponse>[] =>
  wire.responses().filter(({ status }) => status === 429);

type Refusals = readonly Seen<HttpResponse>[];

export const all = ({ length }: Refusals): string => `${length} of ${counted(length, 'refusal')}`;

/** How many refusals say what the limit is. */
export function explained(refusals: Refusals): string {
  const clear = refusals.filter(({ content }) =>
    /\d+ requests in \d+ s/.test(String(Object(parseJson(content.text ?? '')).detail)),
  );
  return `${clear.length} of ${counted(refusals.length, 'refusal')}`;
}

/** How many refusals say in whole seconds when to come again. */
export function timed(refusals: Refusals): string {
  const due = refusals.filter((answer) => /^[1-9]\d*$/.test(fieldOf(answer, 'retry-after') ?? ''));
  return `${due.length} of ${counted(refusals.length, 'refusal')}`;
}
