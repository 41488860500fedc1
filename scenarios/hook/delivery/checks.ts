import { createHmac } from 'node:crypto';
import { fieldOf, type HttpRequest, type Seen, type Wire } from 'apilab';

/** The attempts to deliver one event, in order. */
export const attemptsOf = (wire: Wire, id: string): readonly Seen<HttpRequest>[] =>
  wire.requests().filter((request) => fieldOf(request, 'webhook-id') === id);

/** Whether a request carries the signature of id, timestamp and content, computed anew from what was seen. */
export function isGenuine(request: Seen<HttpRequest>, secret: string): boolean {
  const signed = [
    fieldOf(request, 'webhook-id'),
    fieldOf(request, 'webhook-timestamp'),
    request.content.text,
  ].join('.');
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(signed).digest('base64');
  return fieldOf(request, 'webhook-signature') === `v1,${mac}`;
}

/** How long a request waited for its answer, in milliseconds, where one came. */
export function waitForAnswer(
  wire: Wire,
  { connection, exchange, at }: Seen<HttpRequest>,
): number | 'no answer' {
  const answer = wire
    .responses()
    .find((response) => response.connection === connection && response.exchange === exchange);
  return answer === undefined ? 'no answer' : answer.at - at;
}

/** Whether an endpoint has said of an event that it has it. */
export const isAcknowledged = (wire: Wire, id: string): boolean =>
  wire.responses().some((response) => {
    const request = wire.requestOf(response);
    const isSuccess = response.status >= 200 && response.status < 300;
    return isSuccess && request !== undefined && fieldOf(request, 'webhook-id') === id;
  });

/** How much longer than planned a wait may be: jitter, and no more. */
const LATEST = 1.1;

/** For each wait between attempts, how it compares with the shortest one allowed: `in time`, `early` or `late`. */
export function punctuality(
  attempts: readonly Seen<HttpRequest>[],
  waitsMs: readonly number[],
): readonly string[] {
  return waitsMs.map((planned, n) => {
    const [from, to] = [attempts[n], attempts[n + 1]];
    if (from === undefined || to === undefined) return 'missing';
    const wait = to.at - from.at;
    if (wait < planned) return 'early';
    return wait > planned * LATEST + 1 ? 'late' : 'in time';
  });
}

/** The fields of a delivery that somebody who listens needs to send it again. */
export const overhear = (request: Seen<HttpRequest> | undefined): Record<string, string> =>
  Object.fromEntries(
    (request?.fields ?? [])
      .filter(({ name }) => name === 'content-type' || name.startsWith('webhook-'))
      .map(({ name, value }) => [name, value]),
  );
