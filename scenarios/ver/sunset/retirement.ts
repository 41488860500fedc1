import type { Clock } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { MiddlewareHandler } from 'hono';
import { type Announce, announceDates, type Plan } from './dates.ts';

/** Addresses that are given up, and those that take their place. */
export interface Move {
  /** What the old addresses begin with, such as `/v1/users`. */
  readonly from: string;
  readonly to: string;
  /** Whether requests and answers look the same at both. */
  readonly isSameShape: boolean;
}

/** Answers who comes after the end. `successor` is the path that took the place of theirs. */
export type End = (move: Move, successor: string) => Response;

/** Leads on if the new address takes the same request, with its method (RFC 9110 §15.4); else it is gone, and says where to go. */
export const endWithGone: End = ({ isSameShape }, successor) =>
  isSameShape
    ? new Response(null, { status: 308, headers: { Location: successor } })
    : problem(
        {
          status: 410,
          type: 'https://shop.test/problems/version-retired',
          title: 'This version of the API is retired',
          detail: `Use ${successor}, which has another shape.`,
        },
        { Link: `<${successor}>; rel="successor-version"` },
      );

/** Somebody who asked for what is to end. */
export interface LateCall {
  /** As it names itself in User-Agent. */
  readonly client: string;
  readonly from: string;
}

export interface RetirementOptions {
  readonly clock: Clock;
  readonly plan: Plan;
  /** Where people can read about it. */
  readonly documentation: string;
  readonly announce?: Announce;
  readonly end?: End;
  /** Told of each request, so that those who have not moved can be found. */
  readonly onCall?: (call: LateCall) => void;
}

/** Puts the end of old addresses into each of their answers, and answers in their place once it has come. */
export function retirement({
  clock,
  plan,
  documentation,
  announce = announceDates,
  end = endWithGone,
  onCall = () => {},
}: RetirementOptions) {
  return (move: Move): MiddlewareHandler =>
    async (c, next) => {
      onCall({ client: c.req.header('User-Agent') ?? 'unknown', from: move.from });
      const now = clock.date();
      const dates = plan(now);
      // A path that was parsed has nothing in it that could end the address in Link.
      const { pathname, search } = new URL(c.req.url);
      // Counted in segments: letters of the old address may come percent-encoded, and match all the same.
      const below = pathname.split('/').slice(move.from.split('/').length);
      const successor = [move.to, ...below].join('/') + search;
      if (now >= dates.sunsetAt) return end(move, successor);
      await next();
      for (const [name, value] of Object.entries(announce(dates))) c.header(name, value);
      const links = [
        `<${successor}>; rel="successor-version"`,
        `<${documentation}>; rel="deprecation"`,
      ];
      c.header('Link', links.join(', '), { append: true });
      return;
    };
}
