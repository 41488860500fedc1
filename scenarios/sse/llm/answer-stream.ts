import type { Part } from './model.ts';

/** Begins to work on an answer, until the signal says that nobody wants it any more. */
export type Begin = (signal: AbortSignal) => AsyncIterable<Part>;

/** Makes the content of a response of what a model gives. */
export type Deliver = (begin: Begin) => ReadableStream<Uint8Array>;

/** Says that the answer is whole. A convention of vendors: the format has no word for it. */
export const END = '[DONE]';

/**
 * Sends each piece as it is made, and ends the work if the reader goes away. The next piece is asked
 * for when the one before has been taken, so nothing waits here for a reader that is slow.
 */
export const asItComes: Deliver = (begin) => {
  const leaving = new AbortController();
  const events = eventsOf(begin(leaving.signal));
  const encoder = new TextEncoder();

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { value, done } = await events.next();
    if (leaving.signal.aborted) return;
    if (done === true) controller.close();
    else controller.enqueue(encoder.encode(value));
  }

  async function cancel(): Promise<void> {
    leaving.abort();
    await events.return(undefined);
  }

  // Nothing is made in advance: who asks for nothing costs nothing.
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
};

/** The events of an answer. The status was sent long ago, so a failure is an event too. */
export async function* eventsOf(parts: AsyncIterable<Part>): AsyncGenerator<string, void> {
  try {
    for await (const part of parts) yield eventOf(part);
    yield `data: ${END}\n\n`;
  } catch {
    // What went wrong inside is nobody's business outside.
    yield `event: error\ndata: ${JSON.stringify({ error: 'the model failed' })}\n\n`;
  }
}

/** In JSON a line break of the text is `\n`: as it is, it would end the line of the event. */
export const eventOf = (part: Part) => `data: ${JSON.stringify(part)}\n\n`;
