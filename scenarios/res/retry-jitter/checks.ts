import {
  type Clock,
  fieldOf,
  type HttpRequest,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';

/** The most arrivals that any stretch of `windowMs` holds. `times` are in order, in milliseconds. */
export function busiestWindow(times: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  times.forEach((time, last) => {
    while (time - (times[first] ?? time) >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/** How many arrivals each stretch of `binMs` holds, from `fromMs` to the last. `times` are in order. */
export function histogram(
  times: readonly number[],
  { fromMs, binMs }: { fromMs: number; binMs: number },
): number[] {
  const binOf = (time: number) => Math.floor((time - fromMs) / binMs);
  const counts = Array.from({ length: binOf(times.at(-1) ?? fromMs) + 1 }, () => 0);
  for (const bin of times.map(binOf)) if (bin >= 0) counts[bin] = (counts[bin] ?? 0) + 1;
  return counts;
}

/** A wait between an answer and the next request on the same connection. */
export interface Wait {
  /** How many retries this client had made before: 0 before its first one. */
  readonly n: number;
  readonly ms: number;
  /** The wait before this one, if there was one. */
  readonly previousMs: number | undefined;
}

/** How long each client waited before each of its retries, as the wire tells it. */
export function waitsBeforeRetries(
  requests: readonly Seen<HttpRequest>[],
  responses: readonly Seen<HttpResponse>[],
): Wait[] {
  const answered = new Map<string, number>();
  for (const { connection, exchange, at } of responses) {
    answered.set(`${connection} ${exchange}`, at);
  }
  const previous = new Map<number, number>();
  const waits: Wait[] = [];
  for (const { connection, exchange, at } of requests) {
    const answeredAt = answered.get(`${connection} ${exchange - 1}`);
    if (answeredAt === undefined) continue;
    const ms = at - answeredAt;
    waits.push({ n: exchange - 2, ms, previousMs: previous.get(connection) });
    previous.set(connection, ms);
  }
  return waits;
}

/**
 * How long after the time that a `Retry-After` named the next request came, in milliseconds: for each
 * connection that was told one, its least patient return. Negative where it came too early.
 */
export function returnsAfterNamedTime(wire: Wire, clock: Clock): number[] {
  const labBegan = clock.date().getTime() - clock.now();
  const requests = wire.requests();
  const worst = new Map<number, number>();
  for (const { connection, exchange, at, ...response } of wire.responses()) {
    const named = fieldOf(response, 'retry-after');
    if (named === undefined) continue;
    const next = requests.find(
      (request) => request.connection === connection && request.exchange === exchange + 1,
    );
    if (next === undefined) continue;
    const isSeconds = /^\d+$/.test(named);
    const notBefore = isSeconds ? at + Number(named) * 1000 : Date.parse(named) - labBegan;
    const late = next.at - notBefore;
    worst.set(connection, Math.min(late, worst.get(connection) ?? late));
  }
  return [...worst.values()];
}
