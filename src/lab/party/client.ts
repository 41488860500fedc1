import { connect as connectTcp } from 'node:net';
import type { ClientOptions, Closable } from '../scenario/lab.ts';
import { loadUndici } from './undici.ts';

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
  /** Whom it trusts, in PEM; asked when it connects over TLS. */
  readonly trusts: () => string;
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

async function openPool({ locate, trusts, options }: ClientSurroundings): Promise<HttpClient> {
  const undici = await loadUndici();
  const { certificate, http2 = false } = options;
  const connectInTheClear = undici.buildConnector({});
  let connectSecurely: ReturnType<typeof undici.buildConnector> | undefined;
  const connect: typeof connectInTheClear = (to, callback) => {
    if (to.protocol !== 'https:') return connectInTheClear(to, callback);
    connectSecurely ??= undici.buildConnector({ ca: trusts(), allowH2: http2, ...certificate });
    // A socket of its own: the lab counts the bytes that cross it, encrypted as they are.
    const httpSocket = connectTcp({ host: to.hostname, port: Number(to.port || 443) });
    return connectSecurely({ ...to, httpSocket }, callback);
  };
  const dispatcher = new undici.Agent({
    ...NO_REAL_TIME,
    allowH2: http2,
    connect: (options, callback) => {
      locate(options.hostname).then(
        (place) => {
          if (place === undefined) return connect(options, callback);
          const { host, port } = place;
          connect(
            {
              ...options,
              servername: options.hostname,
              host: `${host}:${port}`,
              hostname: host,
              port: `${port}`,
            },
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
