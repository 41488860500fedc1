import {
  type Crossed,
  type Expectation,
  fieldOf,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { busiestWindow } from 'apilab/parts/checks/crowd';
import { counted, listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** When the requests of a client were sent that were admitted, in order. */
export const admittedAt = (wire: Wire, client: string): readonly number[] =>
  wire
    .exchanges('api')
    .filter(({ request, response }) => request.client === client && response?.status === 200)
    .map(({ request }) => request.at);

/** The most that was admitted of a client in any stretch of time: `20 admitted in 2 s`. */
export const mostIn = (times: readonly number[], ms: number): string =>
  `${busiestWindow(times, ms)} admitted in ${ms / 1000} s`;

/** What a sentence that begins with a number counts. */
const countIn = (actual: unknown) => Number.parseInt(String(actual), 10);

export const noMoreThan = (most: number): Expectation => ({
  text: `${most} at most`,
  holds: (actual) => countIn(actual) <= most,
});

export const noLessThan = (least: number): Expectation => ({
  text: `${least} at least`,
  holds: (actual) => countIn(actual) >= least,
});

/** How the requests of a step ended: `10 admitted · 5 refused`. */
export function outcome({ answers }: Crossed<unknown>): string {
  const admitted = answers.filter(({ status }) => status === 200);
  return listed(`${admitted.length} admitted`, `${answers.length - admitted.length} refused`);
}

/** How many refusals lack a field. */
export function refusalsWithout(wire: Wire, field: string): string {
  const without = wire
    .responses('api')
    .filter((response) => response.status === 429 && fieldOf(response, field) === undefined);
  return `${counted(without.length, 'refusal')} without ${field}`;
}

/** How many refusals do not say what the limit is. */
export function unexplained(wire: Wire): string {
  const silent = wire.responses('api').filter(({ status, content }) => {
    const { detail } = Object(parseJson(content.text ?? ''));
    return status === 429 && !/\d+ requests in \d+ s/.test(String(detail));
  });
  return `${counted(silent.length, 'refusal')} without an explanation`;
}

/** When a refusal says to come again: after how many seconds, and at which lab time in milliseconds. */
export function told(refusal: Seen<HttpResponse> | undefined) {
  const waitS = Number(refusal && fieldOf(refusal, 'retry-after'));
  return { waitS, dueAt: Number(refusal?.at) + waitS * 1000 };
}

/** The most that was admitted of one of these clients in any minute. */
export const busiestMinute = (wire: Wire, clients: readonly string[]): number =>
  Math.max(...clients.map((client) => busiestWindow(admittedAt(wire, client), 60_000)));
