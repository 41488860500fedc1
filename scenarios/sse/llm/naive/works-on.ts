import { type Deliver, eventsOf } from '../answer-stream.ts';

/** Pushes what the model makes; to a reader who is gone nothing is sent, and the model is not told. */
export const worksOn: Deliver = (begin) => {
  let isGone = false;
  return new ReadableStream({
    start(controller) {
      void (async () => {
        for await (const event of eventsOf(begin(new AbortController().signal))) {
          if (!isGone) controller.enqueue(new TextEncoder().encode(event));
        }
        if (!isGone) controller.close();
      })();
    },
    cancel() {
      isGone = true;
    },
  });
};
