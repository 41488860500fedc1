import { problem } from 'apilab/parts/http/problem';
import { type Context, Hono } from 'hono';
import type { Carrying } from './carrying.ts';
import type { Log } from './log.ts';
import type { TraceContext } from './trace-context.ts';
import type { Tracer } from './tracer.ts';

/** By what a service is seen from outside. */
export interface Telemetry {
  readonly tracer: Tracer;
  readonly log: Log;
  readonly carrying: Carrying;
}

/** A request within a span of the service that answers it. */
export interface Traced {
  readonly c: Context;
  readonly context: TraceContext;
  /** The fields that what is sent for this request begins with. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Has each request of a route answered within a span that is named as the route. */
export function traced(
  { tracer, carrying }: Telemetry,
  route: string,
  answer: (request: Traced) => Promise<Response>,
) {
  return (c: Context): Promise<Response> => {
    const came = c.req.raw.headers;
    return tracer.span(route, carrying.taken(came), (context) =>
      answer({ c, context, fields: carrying.handedOn(context, came) }),
    );
  };
}

/** An application that says of what it does not know that it is not there. */
export const service = (): Hono => new Hono().notFound(() => problem(NOT_FOUND));

export const NOT_FOUND = { status: 404, title: 'Not Found' };
