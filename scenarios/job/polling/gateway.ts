import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';

/** How long it waits for an answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Stands in front of an API, in the same process, and gives up as gateways do (RFC 9110 §15.6.5). */
export const gateway = (api: FetchHandler, clock: Clock): FetchHandler => ({
  async fetch(request) {
    let giveUp = () => {};
    const late = new Promise<Response>((resolve) => {
      const timer = clock.setTimer(PATIENCE_MS, () =>
        resolve(problem({ status: 504, title: 'Gateway Timeout' })),
      );
      giveUp = () => timer.cancel();
    });
    const answer = await Promise.race([api.fetch(request), late]);
    giveUp();
    return answer;
  },
});
