import { asItComes, type Deliver } from '../answer-stream.ts';
import type { Part } from '../model.ts';

/** Sends the end marker whatever happened, as from a `finally`; a failure leaves no other trace. */
export const doneAnyway: Deliver = (begin) => asItComes((signal) => untilItFails(begin(signal)));

async function* untilItFails(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  try {
    yield* parts;
  } catch {}
}
