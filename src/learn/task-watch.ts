import type { Sign } from '../evidence/evidence.ts';
import { matches } from '../evidence/sign.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** Looks for what shows that a task is done. */
export interface TaskWatch {
  /** Takes the next event; true once all signs were seen, each later than the one before. */
  take(event: TranscriptEvent): boolean;
}

/** A watch for signs, in their order. Whoever connects counts as `client`, whichever one it is. */
export function taskWatch(signs: readonly Sign[]): TaskWatch {
  let seen = 0;
  return {
    take(event) {
      const next = signs[seen];
      if (next !== undefined && matches(withoutNumber(event), next)) seen++;
      return seen === signs.length;
    },
  };
}

/** A live session calls the second of two clients at once `client 2`; a task asks for any of them. */
function withoutNumber(event: TranscriptEvent): TranscriptEvent {
  return 'client' in event ? { ...event, client: event.client.replace(/ \d+$/, '') } : event;
}
