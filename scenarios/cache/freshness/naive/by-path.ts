import type { Keeping } from '../../parts/stored.ts';
import type { Cdn } from '../cdn.ts';

/**
 * The cache that is written in five minutes: a map from path to answer, and one lifetime for all. Nothing that
 * a page says is looked at, and nothing is said of how old an answer is.
 */
export const byPath =
  (lifetimeMs: number) =>
  ({ clock }: Keeping): Cdn => {
    const kept = new Map<string, { readonly until: number; readonly answer: Response }>();
    return {
      async answer(request, forward) {
        const path = new URL(request.url).pathname;
        const found = kept.get(path);
        if (found && clock.now() < found.until) {
          const answer = found.answer.clone();
          answer.headers.set('x-cache', 'HIT');
          return answer;
        }
        const answer = await forward(new Request(request.url, { headers: cookieOf(request) }));
        kept.set(path, { until: clock.now() + lifetimeMs, answer: answer.clone() });
        return answer;
      },
      kept: () => kept.size,
    };
  };

const cookieOf = ({ headers }: Request) => ({ cookie: headers.get('cookie') ?? '' });
