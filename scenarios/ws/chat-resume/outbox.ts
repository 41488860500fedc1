import type { Saying } from './chat-messages.ts';

/** Where a client keeps what it says. */
export interface Outbox {
  /** Says whether there was a place for it. */
  put(saying: Saying): boolean;
  /** The server has answered for a number: it is kept there, or never will be. */
  settle(n: number): void;
  /** What is to be said again on a new connection, in order. */
  waiting(): readonly Saying[];
}

/** Whoever is offline for long does not fill the memory: beyond this, nothing more can be said. */
const MOST_WAITING = 1000;

/** Keeps everything until the server has answered for it. A real client keeps it on its disk. */
export function keptUntilAnswered(): Outbox {
  const sayings = new Map<number, Saying>();
  return {
    put(saying) {
      if (sayings.size >= MOST_WAITING) return false;
      sayings.set(saying.n, saying);
      return true;
    },
    settle: (n) => void sayings.delete(n),
    waiting: () => [...sayings.values()],
  };
}
