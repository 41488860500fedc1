import type { ClientOptions, Closable } from '../scenario/lab.ts';
import { type Connecting, openAgent } from './agent.ts';
import { loadUndici } from './undici.ts';

/** An HTTP client with connections of its own. */
export interface HttpClient extends Closable {
  readonly fetch: typeof fetch;
}

/** What a client needs of the run. */
export interface ClientSurroundings extends Connecting {
  /** Holds lab time while undici is loaded. */
  readonly loading: <T>(work: Promise<T>) => Promise<T>;
  readonly options: ClientOptions;
}

/**
 * Makes a client: undici's `fetch` on a connection pool of its own, without time limits.
 * undici takes a while to load, so that happens with the first request, inside `loading`.
 */
export function httpClient(surroundings: ClientSurroundings): HttpClient {
  const { loading } = surroundings;
  let opened: ReturnType<typeof openPool> | undefined;
  return {
    fetch: async (input, init) => {
      opened ??= loading(openPool(surroundings));
      return (await opened).fetch(input, init);
    },
    close: async () => (await opened)?.close(),
  };
}

async function openPool({ options, ...connecting }: ClientSurroundings): Promise<HttpClient> {
  const undici = await loadUndici();
  const dispatcher = await openAgent(connecting, options);
  // Node's own fetch is undici's: the types of the two differ in name only.
  const pooled = undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return {
    fetch: (input, init) => pooled(input, { ...init, dispatcher }).catch(throwWithCaller),
    close: () => dispatcher.destroy(),
  };
}

/** An error of undici's names undici's own lines only: adds those of whoever called. */
function throwWithCaller(error: unknown): never {
  if (error instanceof Error) {
    const here: { readonly stack?: string } = {};
    Error.captureStackTrace(here, throwWithCaller);
    error.stack = [error.stack, ...(here.stack ?? '').split('\n').slice(1)].join('\n');
  }
  throw error;
}
