import type { TranscriptEvent } from '../lab/record/transcript.ts';

/** How many messages from a server in a row are shown, without a word from its client. */
const IN_A_ROW = 8;

/** Decides how long a stream is worth looking at: one that never ends would push all else away. */
export interface StreamPatience {
  /** Whether an event is shown; `last` if it is, and nothing of its stream will be after it. */
  take(event: TranscriptEvent): 'show' | 'last' | 'hide';
  /** The streams that are open have shown what they were to show. */
  end(): void;
}

/** Patience with streams, each counted anew once its client says something. */
export function streamPatience(): StreamPatience {
  const inARow = new Map<number, number>();
  return {
    take(event) {
      if (event.type !== 'message') return 'show';
      const { connection, message } = event;
      const isAnswer = message.direction === 'server-to-client';
      const count = isAnswer ? (inARow.get(connection) ?? 0) + 1 : 0;
      inARow.set(connection, count);
      if (count > IN_A_ROW) return 'hide';
      return count === IN_A_ROW ? 'last' : 'show';
    },
    end() {
      // One message is the answer that somebody waits for, not a stream.
      for (const [connection, count] of inARow) if (count > 1) inARow.set(connection, IN_A_ROW);
    },
  };
}
