import { type Crossed, type Expectation, fieldOf, type Wire } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import type { Got } from './setting.ts';

const NOTHING = 'nothing came from its store';

/** Whose copies were shown: `browser 4`, for a chart. */
export function shares(shown: readonly Got[]) {
  const of = (by: Got['by']) => shown.filter((got) => got.by === by).length;
  return (['browser', 'CDN', 'origin'] as const).map((by) => ({ label: by, value: of(by) }));
}

/** For how long the text that was shown first was still shown after it had changed: `55 s after the change`. */
export function shownUntil(shown: readonly Got[], changedAt: number): string {
  const last = shown.findLast(({ text }) => text === shown[0]?.text);
  return `${Math.max(0, (last?.at ?? 0) - changedAt) / 1000} s after the change`;
}

/** How often the origin was asked for a path: `3 requests in 150 s`. */
export function asked(wire: Wire, path: string, spanMs: number): string {
  return `${counted(to(wire, 'origin', path).length, 'request')} in ${spanMs / 1000} s`;
}

const to = (wire: Pick<Wire, 'exchanges'>, server: string, path: string) =>
  wire.exchanges(server).filter(({ request }) => request.target === path);

/** What the CDN answered without the origin, and how much of it says its age: `4 of 4 do`. */
export function aged(wire: Wire): string {
  const origin = wire.requests('origin');
  const own = wire.exchanges('cdn').flatMap(({ request, response }) => {
    const isPassedOn = origin.some(
      ({ target, at }) => target === request.target && at === request.at,
    );
    return isPassedOn || response === undefined ? [] : [response];
  });
  const said = own.filter((answer) => fieldOf(answer, 'age') !== undefined);
  return own.length === 0 ? NOTHING : `${said.length} of ${own.length} do`;
}

/** Whatever came from its store. */
export const allOfThem: Expectation = {
  text: 'all of them',
  holds: (actual) => actual === NOTHING || /^(\d+) of \1 do$/.test(String(actual)),
};

/** How many of those who asked for a path made the origin be asked: `3 of 3 go on, 2 by its tag`. */
export function wentOn(step: Crossed<unknown>, path: string, times: number): string {
  const asked = step.requests.filter(
    ({ server, target }) => server === 'origin' && target === path,
  );
  const tagged = asked.filter((request) => fieldOf(request, 'if-none-match') !== undefined);
  return `${asked.length} of ${times} go on, ${tagged.length || 'none'} by its tag`;
}

/** Each of so many goes on to the origin, by a tag or not. */
export const goesOn = (times: number): Expectation => ({
  text: `${times} of ${times} go on`,
  holds: (actual) => String(actual).startsWith(`${times} of ${times} go on`),
});

/** What each page says of caches, and whose copy each of the three was shown. */
export const whoAnswered = (
  pages: readonly { readonly path: string; readonly shown: readonly Got[] }[],
) => ({
  title: 'Who answered',
  columns: ['page', 'says', 'Ada', 'Ada again', 'Bob'],
  rows: pages.map(({ path, shown }) => [
    path,
    shown[0]?.said ?? 'nothing',
    ...shown.map(({ by }) => by),
  ]),
});
