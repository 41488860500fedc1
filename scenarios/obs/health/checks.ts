import type { CrossedWire, Expectation, Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';

/** What Ada asked and was answered. */
export const adas = ({ exchanges }: CrossedWire) =>
  exchanges.filter(({ request }) => request.client === 'ada');

/** How many of her requests failed: `0 of 4 failed`. */
export function failed(step: CrossedWire): string {
  const asked = adas(step);
  const bad = asked.filter(({ response }) => response === undefined || response.status >= 500);
  return `${bad.length} of ${asked.length} failed`;
}

/** What an instance answered last at a path: `/livez 200`. */
export function answerOf(step: CrossedWire, server: string, path: string): string {
  const [, answer] = lookAt(step, server, path);
  return `${path} ${answer?.status ?? 'not answered'}`;
}

/** The last look at an instance: a request and its answer. */
export function lookAt(step: CrossedWire, server: string, path: string) {
  const found = step.exchanges.findLast(
    ({ request }) => request.server === server && request.target === path,
  );
  return [found?.request, found?.response] as const;
}

/** How often the balancer looked at an instance, and for how many connections to the database. */
export function costOf(step: CrossedWire, server: string, opened: number): string {
  const looks = step.requests.filter(
    ({ server: of, target }) => of === server && target === '/readyz',
  );
  return `${counted(opened, 'connection')} for ${counted(looks.length, 'look')}`;
}

/** How long after a moment her first good answer came, of those she asked for each half second. */
export function servedAfter(step: CrossedWire, since: number): string {
  const good = adas(step).find(({ response }) => response?.status === 200);
  return good === undefined ? 'never' : `${(good.request.at - since) / 1000} s`;
}

/** So many seconds or fewer. */
export const within = (seconds: number): Expectation => ({
  text: `within ${seconds} s`,
  holds: (actual) => Number.parseFloat(String(actual)) <= seconds,
});

/** How many of an instance, or of all. */
export const restarted = (restarts: readonly string[]): string =>
  counted(restarts.length, 'restart');

/** What of the way to the database an answer gives away. */
export function secretsIn(text: string): string {
  const found = { 'its address': /\d+\.\d+\.\d+\.\d+/, 'its password': /:[^:/]+@/ };
  const told = Object.entries(found).filter(([, pattern]) => pattern.test(text));
  return told.length === 0 ? 'nothing' : told.map(([name]) => name).join(' and ');
}

/** How many of Ada's requests failed in the whole run. */
export const refusals = (wire: Pick<Wire, 'exchanges'>): number =>
  wire.exchanges('balancer').filter(({ response }) => (response?.status ?? 599) >= 500).length;
