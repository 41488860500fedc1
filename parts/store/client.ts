import { Redis, type RedisOptions } from 'ioredis';

/** A way to a store. */
export interface StoreAddress {
  /** `127.0.0.1:port`. */
  readonly authority: string;
  /** What every key begins with; none by default. */
  readonly keyPrefix?: string;
}

/** What may be said otherwise. Replies are always mapped as with RESP2. */
export type StoreClientOptions = Omit<RedisOptions, 'replyMapping'>;

/**
 * Connects to a store with ioredis. It does not come back by itself: a connection that is lost fails
 * what was under way and all that follows, and `options` may say otherwise (`retryStrategy` waits in
 * the time of the process).
 *
 * @example
 * const store = lab.use(openStoreClient(await lab.party('api').route('store')));
 */
export function openStoreClient(
  { authority, keyPrefix = '' }: StoreAddress,
  options: StoreClientOptions = {},
): Redis & { close(): void } {
  const at = authority.lastIndexOf(':');
  const settings: StoreClientOptions = {
    host: authority.slice(0, at),
    port: Number(authority.slice(at + 1)),
    keyPrefix,
    lazyConnect: true,
    // Neither INFO nor CLIENT SETINFO: nobody asks for them here.
    enableReadyCheck: false,
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    ...options,
  };
  const redis = new Redis(settings);
  // What fails, fails for who asked; without a listener ioredis prints it as well.
  redis.on('error', () => {});
  return Object.assign(redis, { close: () => redis.disconnect() });
}
