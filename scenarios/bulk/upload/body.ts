import { Refused } from './refused.ts';

/** The content of a request, piece by piece, as it comes: the next is read when this one was dealt with. */
export async function* piecesOf({ body }: Request, limitBytes: number): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  let bytes = 0;
  let isOver = false;
  const next = async () => {
    const { done, value } = await reader.read().catch(() => {
      isOver = true;
      throw new Refused(400, 'The content breaks off');
    });
    isOver = done;
    bytes += value?.byteLength ?? 0;
    return value;
  };
  try {
    for (let piece = await next(); piece !== undefined; piece = await next()) {
      if (bytes > limitBytes) throw new Refused(413, 'The content is too long', { limitBytes });
      yield piece;
    }
  } finally {
    // Whoever still sends does not listen yet: read on for a while, and let it go. Not cancelled, since on
    // a server of Node that would cut the connection before the answer is sent.
    while (!isOver && bytes <= 2 * limitBytes) await next().catch(() => {});
    reader.releaseLock();
  }
}

/** The same content, none of it longer than a limit allows. */
export async function* atMost(
  content: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.byteLength;
    if (bytes > limitBytes) throw new Refused(413, 'A file is too long', { limitBytes });
    yield piece;
  }
}
