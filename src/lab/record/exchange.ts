import type { HttpRequest, HttpResponse } from '../../wire/types.ts';
import type { Seen } from './seen.ts';

/** A request with what answered it (HTTP/1.1; RFC 9110 §3.4). */
export interface Exchange {
  readonly request: Seen<HttpRequest>;
  /** The final response, delivered or lost: its `delivery` tells. Absent if none was sent. */
  readonly response?: Seen<HttpResponse>;
  /** Responses of class 1xx that came before it. */
  readonly interim: readonly Seen<HttpResponse>[];
  /** Lab time in milliseconds from the request to the final response; absent without one. */
  readonly answeredAfterMs?: number;
}

/** The requests in order, each with its responses; a switch of protocols (101) is a final response. */
export function pairExchanges(
  requests: readonly Seen<HttpRequest>[],
  responses: readonly Seen<HttpResponse>[],
): readonly Exchange[] {
  const byExchange = new Map<string, Seen<HttpResponse>[]>();
  for (const response of responses) {
    const key = keyOf(response);
    const known = byExchange.get(key);
    if (known === undefined) byExchange.set(key, [response]);
    else known.push(response);
  }
  return requests.map((request) => {
    const answers = byExchange.get(keyOf(request)) ?? [];
    const response = answers.find(isFinal);
    return {
      request,
      interim: answers.filter((answer) => !isFinal(answer)),
      ...(response && { response, answeredAfterMs: response.at - request.at }),
    };
  });
}

/** Whether a response ends its exchange: any but 1xx, and 101, which hands the connection over. */
export const isFinal = ({ status }: HttpResponse) => status >= 200 || status === 101;

const keyOf = ({ connection, exchange }: { connection: number; exchange: number }) =>
  `${connection} ${exchange}`;
