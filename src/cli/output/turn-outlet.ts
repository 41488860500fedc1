import type { Outlet } from './sinks.ts';

/**
 * Writes the first content of a turn of the event loop at once and what follows in the same turn
 * together, when the turn ends: whoever watches sees it as soon, and a busy session makes few writes.
 */
export function turnOutlet(write: (content: string | Uint8Array) => void): Outlet {
  /** What came since the first content of this turn; nothing between turns. */
  let waiting: Buffer[] | undefined;
  const flush = () => {
    const rest = waiting ?? [];
    waiting = undefined;
    if (rest.length > 0) write(Buffer.concat(rest));
  };
  return {
    write(content) {
      if (waiting !== undefined) {
        waiting.push(Buffer.from(content));
        return;
      }
      waiting = [];
      setImmediate(flush);
      write(content);
    },
    finish: flush,
    discard: flush,
  };
}
