import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { Clock } from 'apilab';

/** Of either version of HTTP. */
export type Response = ServerResponse | Http2ServerResponse;

/** Lets a client know, while its answer is still in the making, what it will need besides. */
export type Announce = (response: Response, style: string, clock: Pick<Clock, 'date'>) => void;

/** 103 Early Hints: the client fetches it now, unless it has it already. */
export const hint: Announce = (response, style) => {
  response.writeEarlyHints({ link: `<${style}>; rel=preload; as=style` });
};

/** The address in a Link field that is to be fetched ahead. */
export function preloadOf(link: unknown): string | undefined {
  const [, path, parameters = ''] = /^<([^>]*)>(.*)$/.exec(String(link ?? '')) ?? [];
  return /;\s*rel="?preload"?\s*(;|$)/.test(parameters) ? path : undefined;
}
