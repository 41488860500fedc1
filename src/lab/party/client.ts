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

/** What a client needs of the run. */
export interface ClientSurroundings {
  /** Holds lab time while undici is loaded. */
  readonly loading: <T>(work: Promise<T>) => Promise<T>;
  /** Where a host of that name is reached; undefined if the name is an address. */
  readonly locate: (host: string) => Promise<{ host: string; port: number } | undefined>;
}

/**
 * Makes a client: undici's `fetch` on a connection pool of its own, without time limits.
 * undici takes a while to load, so that happens with the first request, inside `loading`.
 */
export function httpClient({ loading, locate }: ClientSurroundings): HttpClient {
  let opened: ReturnType<typeof openPool> | undefined;
  return {
    fetch: async (input, init) => {
      opened ??= loading(openPool(locate));
      return (await opened).fetch(input, init);
    },
    close: async () => (await opened)?.close(),
  };
}

async function openPool(locate: ClientSurroundings['locate']): Promise<HttpClient> {
  const undici = await import('undici');
  const connect = undici.buildConnector({});
  const dispatcher = new undici.Agent({
    ...NO_REAL_TIME,
    connect: (options, callback) => {
      locate(options.hostname).then(
        (place) => {
          if (place === undefined) return connect(options, callback);
          const { host, port } = place;
          connect(
            { ...options, host: `${host}:${port}`, hostname: host, port: `${port}` },
            callback,
          );
        },
        (error: unknown) =>
          callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
  // Node's own fetch is undici's: the types of the two differ in name only.
  const pooled = undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return {
    fetch: (input, init) => pooled(input, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}
