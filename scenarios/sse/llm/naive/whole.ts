import { type Deliver, eventsOf } from '../answer-stream.ts';

/** Waits for the last piece and sends all of them at once, as a buffer on the way does. */
export const whole: Deliver = (begin) => {
  const leaving = new AbortController();
  return new ReadableStream({
    async start(controller) {
      let all = '';
      for await (const event of eventsOf(begin(leaving.signal))) all += event;
      if (leaving.signal.aborted) return;
      controller.enqueue(new TextEncoder().encode(all));
      controller.close();
    },
    cancel: () => leaving.abort(),
  });
};
