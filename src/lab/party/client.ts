import type { Closable } from '../scenario/lab.ts';

/** The lab's clock decides what is late, so the client's own limits in real time are off. */
const NO_REAL_TIME = {
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 24 * 3600 * 1000,
  keepAliveMaxTimeout: 24 * 3600 * 1000,
} as const;

/** An HTTP client with connections of its own. */
export interface HttpClient extends Closable {
  readonly fetch: typeof fetch;
}

/**
 * Makes a client: undici's `fetch` on a connection pool of its own, without time limits.
 * undici takes a while to load, so that happens with the first request, inside `loading`.
 */
export function httpClient(loading: <T>(work: Promise<T>) => Promise<T>): HttpClient {
  let opened: ReturnType<typeof openPool> | undefined;
  return {
    fetch: async (input, init) => {
      opened ??= loading(openPool());
      return (await opened).fetch(input, init);
    },
    close: async () => (await opened)?.close(),
  };
}

async function openPool(): Promise<HttpClient> {
  const undici = await import('undici');
  const dispatcher = new undici.Agent(NO_REAL_TIME);
  // Node's own fetch is undici's: the types of the two differ in name only.
  const pooled = undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return {
    fetch: (input, init) => pooled(input, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}
