import type { Crossed, Expectation, Wire } from 'apilab';
import { histogram } from 'apilab/parts/checks/crowd';
import { counted } from 'apilab/parts/checks/words';
import type { BucketSize } from './bucket.ts';

/** When the requests for prices were sent that were admitted, in order. */
export const admittedAt = (wire: Wire): readonly number[] =>
  wire
    .exchanges('shop')
    .filter(({ request, response }) => request.client === 'ada' && response?.status === 200)
    .map(({ request }) => request.at);

/**
 * The stretch of time in which most was admitted, beside what a bucket allows in it: what it holds,
 * and what comes back meanwhile. `15 in 0 s, 10 allowed`.
 */
export function tightest(times: readonly number[], { tokens, everyMs }: BucketSize) {
  let worst = { admitted: 0, allowed: tokens, seconds: 0 };
  for (const [first, from] of times.entries()) {
    for (const [last, to] of [...times.entries()].slice(first)) {
      const stretch = {
        admitted: last - first + 1,
        allowed: Math.floor(tokens + (to - from) / everyMs),
        seconds: (to - from) / 1000,
      };
      if (stretch.admitted - stretch.allowed > worst.admitted - worst.allowed) worst = stretch;
    }
  }
  return `${worst.admitted} in ${worst.seconds} s, ${worst.allowed} allowed`;
}

export const withinAllowed: Expectation = {
  text: 'no more than allowed',
  holds: (actual) => {
    const [admitted = Number.NaN, , allowed = Number.NaN] = (
      String(actual).match(/[\d.]+/g) ?? []
    ).map(Number);
    return admitted <= allowed;
  },
};

/** How many requests of a step were admitted. */
export const admittedIn = ({ answers }: Crossed<unknown>): number =>
  answers.filter(({ status }) => status === 200).length;

export const noFewerThan = (least: number): Expectation => ({
  text: `at least ${least}`,
  holds: (actual) => Number.parseInt(String(actual), 10) >= least,
});

/** When requests reached the carrier, in order. */
export const passedAt = (wire: Wire): readonly number[] =>
  wire.requests('carrier').map(({ at }) => at);

/** How close what was passed on came: `6 texts, 1 s apart`. */
export function apart(times: readonly number[]): string {
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? at));
  return `${counted(times.length, 'text')}, ${Math.min(...gaps) / 1000} s apart`;
}

export const apartBy = (ms: number): Expectation => ({
  text: `${ms / 1000} s apart or more`,
  holds: (actual) => Number(/, ([\d.]+) s apart/.exec(String(actual))?.[1]) >= ms / 1000,
});

/** How many seconds the one who waited longest waited for an answer of the shop. */
export function longestWait({ exchanges }: Crossed<unknown>): number {
  const waits = exchanges
    .filter(({ request }) => request.server === 'shop')
    .map(({ request, response }) => (response ? response.at - request.at : Number.NaN));
  return Math.max(...waits) / 1000;
}

/** The most requests of a step that were worked on at once: asked, not refused, and not yet answered. */
export function mostAtWork({ exchanges }: Crossed<unknown>): number {
  const work = exchanges.filter(({ response }) => response?.status !== 503);
  const atWork = work.map(
    ({ request: { at } }) =>
      work.filter(({ request, response }) => request.at <= at && (response?.at ?? at + 1) > at)
        .length,
  );
  return Math.max(0, ...atWork);
}

/** Those who were told that there is no place now. */
export const noPlace = ({ answers }: Crossed<unknown>) =>
  answers.filter(({ status }) => status === 503);

/** Refusals for too many requests that name the limit, of how many. */
export function explained(wire: Wire) {
  const refusals = wire.responses('shop').filter(({ status }) => status === 429);
  const clear = refusals.filter(({ content }) => /\d+ s/.test(content.text ?? ''));
  return {
    said: `${clear.length} of ${refusals.length} do`,
    all: `${refusals.length} of ${refusals.length} do`,
  };
}

/** So many bars of a second each: how many of these times fall into it. */
export function perSecond(times: readonly number[], bins: number) {
  const counts = histogram(times, { fromMs: Math.floor(times[0] ?? 0), binMs: 1000 });
  return Array.from({ length: bins }, (_, bin) => ({ label: `${bin}`, value: counts[bin] ?? 0 }));
}
