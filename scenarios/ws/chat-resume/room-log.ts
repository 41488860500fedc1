import type { ChatMessage } from './chat-messages.ts';

/** The newest messages of a room, for those who come back. */
export interface RoomLog {
  /** The number of the newest message, 0 before the first. */
  readonly newest: number;
  /** The number of the oldest message that is kept. */
  readonly oldest: number;
  /** What is kept, in order. */
  readonly messages: readonly ChatMessage[];
  add(message: Omit<ChatMessage, 'seq'>): ChatMessage;
}

/** Decides what somebody has missed who has everything up to a number. */
export type CatchUp = (after: number, log: RoomLog) => readonly ChatMessage[] | 'lost';

/** What came behind that number; `lost` if the log no longer has it, or never had. */
export const replayAfter: CatchUp = (after, { messages, oldest, newest }) => {
  if (after < oldest - 1 || after > newest) return 'lost';
  return messages.filter(({ seq }) => seq > after);
};

/**
 * Keeps so many messages of a room. A real chat keeps them in a database: numbers that begin anew with
 * a process would lead whoever comes back to the wrong place.
 */
export function roomLog(window: number): RoomLog {
  const messages: ChatMessage[] = [];
  let newest = 0;
  return {
    get newest() {
      return newest;
    },
    get oldest() {
      return newest - messages.length + 1;
    },
    get messages() {
      return [...messages];
    },
    add({ room, by, said }) {
      const added = { room, seq: ++newest, by, said };
      messages.push(added);
      if (messages.length > window) messages.shift();
      return added;
    },
  };
}
