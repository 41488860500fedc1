import { connect as connectTcp } from 'node:net';
import type { Agent } from 'undici';
import type { ClientOptions } from '../scenario/lab.ts';
import { loadUndici } from './undici.ts';

/** The lab's clock decides what is late, so the client's own limits in real time are off. */
const NO_REAL_TIME = {
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 24 * 3600 * 1000,
  keepAliveMaxTimeout: 24 * 3600 * 1000,
} as const;

/** What a client needs of the run to connect. */
export interface Connecting {
  /** Where a host of that name is reached; undefined if the name is an address. */
  readonly locate: (host: string) => Promise<{ host: string; port: number } | undefined>;
  /** Whom it trusts, in PEM; asked when it connects over TLS. */
  readonly trusts: () => string;
}

/** Opens a pool of connections to hosts of the run, of undici, without time limits. */
export async function openAgent(
  { locate, trusts }: Connecting,
  { certificate, http2 = false }: ClientOptions,
): Promise<Agent> {
  const undici = await loadUndici();
  const connectInTheClear = undici.buildConnector({});
  let connectSecurely: ReturnType<typeof undici.buildConnector> | undefined;
  const connect: typeof connectInTheClear = (to, callback) => {
    if (to.protocol !== 'https:') return connectInTheClear(to, callback);
    connectSecurely ??= undici.buildConnector({ ca: trusts(), allowH2: http2, ...certificate });
    // A socket of its own: the lab counts the bytes that cross it, encrypted as they are.
    const httpSocket = connectTcp({ host: to.hostname, port: Number(to.port || 443) });
    return connectSecurely({ ...to, httpSocket }, callback);
  };
  return new undici.Agent({
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
}
