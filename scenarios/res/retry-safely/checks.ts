import { type Clock, type Crossed, fieldOf } from 'apilab';
import { retryAfterMs } from 'apilab/parts/http/retry-after';

/** What each request of a step came to: `GET lost · GET 200`. */
export const attempts = ({ exchanges }: Crossed<unknown>): string =>
  exchanges
    .map(({ request, response }) => {
      const isRead = response?.delivery === 'whole';
      return `${request.method} ${isRead ? response.status : 'lost'}`;
    })
    .join(' · ');

/** How long before or after the time in `Retry-After` the next request came: `2999 ms too early`. */
export function returned({ exchanges }: Crossed<unknown>, clock: Clock): string {
  const [told, next] = exchanges;
  if (told?.response === undefined || next === undefined) return 'it did not come again';
  const labBegan = clock.date().getTime() - clock.now();
  const toldAt = new Date(labBegan + told.response.at);
  const askedMs = retryAfterMs(fieldOf(told.response, 'retry-after'), toldAt);
  if (askedMs === undefined) return 'no time was named';
  const lateMs = next.request.at - (told.response.at + askedMs);
  return lateMs < 0 ? `${-lateMs} ms too early` : `${lateMs} ms later than asked`;
}

/** A return that is not too early. */
export const asAsked = {
  text: '0 ms or more later than asked',
  holds: (actual: unknown) => typeof actual === 'string' && actual.endsWith('later than asked'),
};
