import { type Client, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { Item, Sum } from '../parts/shop-protos.ts';

/** How a call ended, for the program that made it. */
export interface Ended {
  readonly code: string;
  readonly sum?: Sum;
  readonly trailers: Metadata;
}

export interface CallOptions {
  readonly metadata?: Readonly<Record<string, string | Buffer>>;
  readonly method?: string;
  /** The message as bytes, instead of an item. */
  readonly bytes?: Buffer;
  readonly timeoutMs?: number;
  /** Cancels the call as soon as it is aborted. */
  readonly signal?: AbortSignal;
}

interface Place {
  requestSerialize(item: Item): Buffer;
  responseDeserialize(bytes: Buffer): Sum;
  readonly path: string;
}

/** Places orders, and resolves however a call ends: an error is what it is about. */
export const caller =
  (client: Client, place: Place) =>
  (item: Item, options: CallOptions = {}): Promise<Ended> =>
    new Promise((resolve) => {
      const {
        method = place.path,
        bytes = place.requestSerialize(item),
        timeoutMs,
        signal,
      } = options;
      const metadata = new Metadata();
      for (const [name, value] of Object.entries(options.metadata ?? {})) metadata.set(name, value);
      let sum: Sum | undefined;
      const call = client.makeUnaryRequest(
        method,
        (message: Buffer) => message,
        place.responseDeserialize,
        bytes,
        metadata,
        timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs },
        (_: ServiceError | null, reply?: Sum) => {
          sum = reply;
        },
      );
      call.on('status', ({ code, metadata: trailers }) =>
        // The reply is handed over before or after the status.
        setImmediate(() =>
          resolve({ code: status[code] ?? `${code}`, trailers, ...(sum && { sum }) }),
        ),
      );
      signal?.addEventListener('abort', () => call.cancel(), { once: true });
    });
