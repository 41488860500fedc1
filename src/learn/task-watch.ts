import type { NearMiss } from '../content/lesson.ts';
import type { Sign } from '../evidence/evidence.ts';
import { matches } from '../evidence/sign.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** Looks for what shows that a task is done, or nearly. */
export interface TaskWatch {
  /** Takes the next event; true once all signs were seen, each later than the one before. */
  take(event: TranscriptEvent): boolean;
  /** What was missed narrowly since this was asked last; nothing once the task is done. */
  missed(): NearMiss | undefined;
}

/** A watch for signs, in their order. Whoever connects counts as `client`, whichever one it is. */
export function taskWatch(signs: readonly Sign[], nearly: readonly NearMiss[] = []): TaskWatch {
  let seen = 0;
  let missed: NearMiss | undefined;
  return {
    take(event) {
      const plain = withoutNumber(event);
      const next = signs[seen];
      if (next !== undefined && matches(plain, next)) seen++;
      else
        missed = nearly.find((each) => each.signs.some((sign) => matches(plain, sign))) ?? missed;
      return seen === signs.length;
    },
    missed() {
      const last = seen === signs.length ? undefined : missed;
      missed = undefined;
      return last;
    },
  };
}

/** A live session calls the second of two clients at once `client 2`; a task asks for any of them. */
function withoutNumber(event: TranscriptEvent): TranscriptEvent {
  return 'client' in event ? { ...event, client: event.client.replace(/ \d+$/, '') } : event;
}
