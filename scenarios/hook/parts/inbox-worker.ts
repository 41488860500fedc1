import type { Clock } from 'apilab';
import { type Handlers, UnreadableEvent, workOn } from './events.ts';
import type { Inbox, Taken } from './inbox.ts';
import type { Take } from './webhook-receiver.ts';

/** How many deliveries are worked on at once; the others wait in the inbox, not in memory. */
const MOST_AT_ONCE = 10;
/** The waits after the first failure of the work, after the second, and so on, in milliseconds. */
const RETRIES_MS = [1000, 10_000, 60_000, 600_000, 3_600_000];

export interface InboxWorkerOptions {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly handlers: Handlers;
  /** Told of a delivery whose work cannot be done: tell a person. */
  readonly onSetAside?: (id: string, reason: string) => void;
}

/** Takes deliveries by writing them down, and works on them afterwards: once an id, whatever happens. */
export function inboxWorker({ inbox, clock, handlers, onSetAside }: InboxWorkerOptions): Take {
  const working = new Set<string>();
  let isBehind = false;

  const take: Take = (delivery) => {
    if (!inbox.take(delivery, clock.date())) return;
    if (working.size < MOST_AT_ONCE) void work({ ...delivery, failures: 0 });
    else isBehind = true;
  };

  async function work({ id, body, failures }: Taken): Promise<void> {
    working.add(id);
    try {
      const effect = await workOn(body, handlers);
      inbox.finish(id, effect);
    } catch (error) {
      fail(id, failures, error);
    }
    working.delete(id);
    if (isBehind) catchUp();
  }

  /** One event that nobody can read, or whose work fails, must not be the end of all others. */
  function fail(id: string, failures: number, error: unknown): void {
    const wait = error instanceof UnreadableEvent ? undefined : RETRIES_MS[failures];
    if (wait !== undefined) {
      inbox.postpone(id, new Date(clock.date().getTime() + wait));
      clock.setTimer(wait, catchUp);
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    inbox.setAside(id, reason);
    onSetAside?.(id, reason);
  }

  function catchUp(): void {
    const free = MOST_AT_ONCE - working.size;
    const waiting = inbox.waiting(clock.date(), MOST_AT_ONCE + 1);
    const next = waiting.filter(({ id }) => !working.has(id));
    isBehind = next.length > free;
    for (const taken of next.slice(0, free)) void work(taken);
  }

  // What was there at the start comes first.
  catchUp();
  return take;
}
