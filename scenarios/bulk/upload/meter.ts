import type { FetchHandler } from 'apilab';
import type { Disk } from './disk.ts';

/** How much was held when so much had been received, in bytes. */
export interface Sample {
  readonly received: number;
  readonly held: number;
}

/** Measures what a server holds of what it received and has not written yet. */
export function heldMeter() {
  let received = 0;
  let written = 0;
  let samples: Sample[] = [];

  return {
    /** What was measured since it was asked last. */
    samples(): readonly Sample[] {
      const measured = samples;
      samples = [];
      received = 0;
      written = 0;
      return measured;
    },

    /** A server whose contents are counted as it reads them. */
    before: (server: FetchHandler): FetchHandler => ({
      fetch: (request) => {
        const { body, method, url, headers } = request;
        if (body === null) return server.fetch(request);
        const counting = countedAs(body, (bytes) => {
          received += bytes;
          samples.push({ received, held: received - written });
        });
        const init = { method, headers, body: counting, duplex: 'half' as const };
        return server.fetch(new Request(url, init));
      },
    }),

    /** A disk that counts what is written to it. */
    behind: <D extends Disk>(disk: D): D => ({
      ...disk,
      write: (path, pieces) => disk.write(path, writing(pieces)),
    }),
  };

  async function* writing(pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      yield piece;
      written += piece.byteLength;
    }
  }
}

/** The same stream, whose pieces are counted when they are read and not before. */
function countedAs(body: ReadableStream<Uint8Array>, onBytes: (bytes: number) => void) {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        onBytes(value.byteLength);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
