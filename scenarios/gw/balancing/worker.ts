import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';

/** How long a page takes, in milliseconds. */
export const PAGES: Readonly<Record<string, number>> = {
  '/price': 15,
  '/basket': 5,
  '/report': 190,
};

/** A server that does one thing at a time; what comes meanwhile waits. */
export function worker(name: string, clock: Clock): FetchHandler {
  let before: Promise<unknown> = Promise.resolve();
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const takesMs = Object.hasOwn(PAGES, pathname) ? PAGES[pathname] : undefined;
      if (takesMs === undefined) return problem({ status: 404, title: 'Not Found' });
      const turn = before.then(() => clock.sleep(takesMs));
      before = turn;
      await turn;
      return Response.json({ from: name });
    },
  };
}
