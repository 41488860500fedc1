import { type Crossed, type Expectation, fieldOf } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { PAGES } from './worker.ts';

type Step = Crossed<unknown>;

/** Who got the requests of a step, in order: `a`, `b`, ... */
const whoGot = ({ requests }: Step): readonly string[] =>
  requests.filter(({ client }) => client === 'lb').map(({ server }) => server);

const counts = (step: Step, servers: readonly string[]) =>
  servers.map((name) => whoGot(step).filter((each) => each === name).length);

/** How many each server got: `a 6 · b 6 · c 6`. */
export const shares = (step: Step, servers: readonly string[]): string =>
  listed(...counts(step, servers).map((count, n) => `${servers[n]} ${count}`));

/** How much larger the largest share is than the smallest. */
export function difference(step: Step, servers: readonly string[]): number {
  const all = counts(step, servers);
  return Math.max(...all) - Math.min(...all);
}

/** Shares of which the largest is one larger than the smallest, at most. */
export const alike: Expectation = {
  text: 'shares that differ by 1 at most',
  holds: (actual) => {
    const numbers = (String(actual).match(/\d+/g) ?? []).map(Number);
    return Math.max(...numbers) - Math.min(...numbers) <= 1;
  },
};

/** Each stretch of so many requests in words, once if they are alike: `a 3 · b 2 · c 1`. */
export function eachOf(step: Step, length: number): string {
  const got = whoGot(step);
  const stretches = Array.from({ length: got.length / length }, (_, n) => {
    const part = got.slice(n * length, (n + 1) * length);
    const names = [...new Set(part)].sort();
    return listed(...names.map((name) => `${name} ${part.filter((each) => each === name).length}`));
  });
  return [...new Set(stretches)].join(', then ');
}

/** The order of the first ones, and the longest run of one server: `2 in a row: a b a c b a`. */
export function longestRun(step: Step, shown: number): string {
  const got = whoGot(step);
  let [run, longest] = [0, 0];
  got.forEach((name, n) => {
    run = name === got[n - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return `${longest} in a row: ${got.slice(0, shown).join(' ')}`;
}

/** What the servers had at work in a step: from when until when, and how long it waited for its turn. */
const worked = ({ exchanges }: Step) =>
  exchanges
    .filter(({ request }) => request.client === 'lb')
    .map(({ request, answeredAfterMs = Number.NaN }) => ({
      server: request.server,
      from: request.at,
      until: request.at + answeredAfterMs,
      waitedMs: answeredAfterMs - (PAGES[request.target] ?? 0),
    }));

/** How long each request waited at its server, in milliseconds, and whether another one was idle then. */
export function waits(step: Step) {
  const all = worked(step);
  const servers = new Set(all.map(({ server }) => server));
  return all.map(({ waitedMs, from }) => {
    const atWork = all.filter((each) => each.from <= from && from < each.until);
    const busy = new Set(atWork.map(({ server }) => server));
    return { waitedMs, whileIdle: waitedMs > 0 && busy.size < servers.size };
  });
}

/** The most that each server had at work at a time, for a chart. */
export const mostAtWork = (step: Step, servers: readonly string[]) =>
  servers.map((label) => {
    const own = worked(step).filter(({ server }) => server === label);
    const atOnce = own.map(
      ({ from }) => own.filter((each) => each.from <= from && from < each.until).length,
    );
    return { label, value: Math.max(0, ...atOnce) };
  });

/** How many waited though another server had nothing to do: `19 of 60 waited beside an idle server`. */
export function besideIdle(step: Step): string {
  const all = waits(step);
  const vain = all.filter(({ whileIdle }) => whileIdle).length;
  return `${vain} of ${all.length} waited beside an idle server`;
}

/** Nobody did. */
export const nobodyOf = (count: number): string => `0 of ${count} waited beside an idle server`;

/** Which server each client was led to. */
export const placesOf = ({ requests }: Step): ReadonlyMap<string, string> =>
  new Map(
    requests
      .filter(({ client }) => client === 'lb')
      .map((request) => [fieldOf(request, 'authorization') ?? '', request.server]),
  );

/** On how many servers a client is, for the one that is on the most: `1 server for each client`. */
export function serversPerClient({ requests }: Step): string {
  const of = new Map<string, Set<string>>();
  for (const request of requests.filter(({ client }) => client === 'lb')) {
    const who = fieldOf(request, 'authorization') ?? '';
    of.set(who, (of.get(who) ?? new Set()).add(request.server));
  }
  const most = Math.max(0, ...[...of.values()].map(({ size }) => size));
  return `${counted(most, 'server')} for each client`;
}

/** How many clients each server has, for a chart. */
export const clientsOf = (step: Step, servers: readonly string[]) => {
  const places = [...placesOf(step).values()];
  return servers.map((label) => ({
    label,
    value: places.filter((server) => server === label).length,
  }));
};

/** How many of these clients are led to another server than before. */
export function countMoved(before: ReadonlyMap<string, string>, step: Step): number {
  const after = placesOf(step);
  return [...before].filter(([who, server]) => after.get(who) !== server).length;
}

/** The same in words: `12 of 36 moved`. */
export const moved = (before: ReadonlyMap<string, string>, step: Step): string =>
  `${countMoved(before, step)} of ${before.size} moved`;

/** Those clients who were on other servers than this one. */
export const staying = (before: ReadonlyMap<string, string>, gone: string) =>
  new Map([...before].filter(([, server]) => server !== gone));

/** No more than half of them: two of n servers' shares, for the fourth server. */
export const atMostHalf: Expectation = {
  text: 'half of them at most',
  holds: (actual) => {
    const [some = Number.NaN, all = 0] = (String(actual).match(/\d+/g) ?? []).map(Number);
    return some > 0 && some <= all / 2;
  },
};

/** That none of them moved. */
export const none: Expectation = {
  text: 'none moved',
  holds: (actual) => /^0 of [1-9]/.test(String(actual)),
};
