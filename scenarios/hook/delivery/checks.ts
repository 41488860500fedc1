import { type Exchange, fieldOf, type HttpRequest, type Seen } from 'apilab';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How much longer than planned a wait may be: jitter, and no more. */
const LATEST = 1.1;

/** Whether each attempt was answered within so many seconds: `answered within 5 s`. */
export function promptness(exchanges: readonly Exchange[], seconds: number): string {
  const slow = exchanges.find(
    ({ answeredAfterMs }) => answeredAfterMs === undefined || answeredAfterMs > seconds * SECOND,
  );
  if (slow === undefined) return `answered within ${seconds} s`;
  const { answeredAfterMs } = slow;
  return answeredAfterMs === undefined
    ? 'not answered'
    : `answered after ${inWords(answeredAfterMs)}`;
}

/** How the wait before an attempt compares with the one that is planned: `5 s as planned`. */
export function wait(
  attempts: readonly Seen<HttpRequest>[],
  attempt: number,
  plannedMs: number,
): string {
  const [before, after] = [attempts[attempt - 2], attempts[attempt - 1]];
  const planned = inWords(plannedMs);
  if (before === undefined || after === undefined) return `no attempt after ${planned}`;
  const waited = after.at - before.at;
  const isAsPlanned = waited >= plannedMs && waited <= plannedMs * LATEST + 1;
  return isAsPlanned ? `${planned} as planned` : `${inWords(waited)} instead of ${planned}`;
}

/** Whether the waits between attempts are longer than these by chance: `with jitter`. */
export function jitter(
  attempts: readonly Seen<HttpRequest>[],
  plannedMs: readonly number[],
): string {
  const isExact = plannedMs.every((planned, n) => {
    const [before, after] = [attempts[n], attempts[n + 1]];
    return before !== undefined && after !== undefined && after.at - before.at === planned;
  });
  return isExact ? 'without jitter' : 'with jitter';
}

/** Whether a field is the same in these requests, or another in each. */
export function variety(requests: readonly Seen<HttpRequest>[], name: string): string {
  const values = new Set(requests.map((request) => fieldOf(request, name)));
  if (values.size === 1) return 'the same each time';
  return values.size === requests.length ? 'another each time' : 'now and then another';
}

/** A time in the unit that it is named with: `5 s`, `30 min`, `14 h`. */
function inWords(ms: number): string {
  if (ms >= HOUR) return `${Math.round(ms / HOUR)} h`;
  return ms >= MINUTE ? `${Math.round(ms / MINUTE)} min` : `${Math.round(ms / SECOND)} s`;
}
