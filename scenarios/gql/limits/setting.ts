import type { Lab } from 'apilab';
import { parse } from 'graphql';
import type { Hono } from 'hono';
import type { BillOf } from './bill.ts';
import { schema } from './limited-graph.ts';
import { TARIFF } from './limits.ts';
import { type OrderStore, orderStore } from './order-store.ts';

/** How a variant serves the store, and how it bills a query; not at all if it has no bill. */
export interface Serving {
  readonly serve: (store: OrderStore, clock: Lab['clock']) => Hono;
  readonly bill?: BillOf;
}

/** What a query was billed, and what it came to. */
export interface Asked {
  readonly name: string;
  readonly status: number;
  /** The code of the first error; absent if there is none. */
  readonly code?: string;
  readonly points: number | undefined;
  readonly loaded: number;
}

/** The graph and somebody who asks it by POST. */
export async function graphAndStranger(
  lab: Pick<Lab, 'clock' | 'serve' | 'client'>,
  { serve, bill }: Serving,
) {
  const store = orderStore(lab.clock);
  const { url } = await lab.serve('api', serve(store, lab.clock));
  const fetch = lab.client();

  /** Sends some content, and gives the status of the answer and the code of its first error. */
  async function send(content: unknown): Promise<Pick<Asked, 'status' | 'code'>> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify(content),
    });
    const [, code] = /"code":"(\w+)"/.exec(await response.text()) ?? [];
    return { status: response.status, ...(code && { code }) };
  }

  async function ask(
    name: string,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Asked> {
    const before = store.counts.loaded;
    const answered = await send({ query, variables });
    const document = parse(query);
    const points = bill?.({ schema, document, variables }, TARIFF)?.points;
    return { name, ...answered, points, loaded: store.counts.loaded - before };
  }

  return { store, send, ask };
}
