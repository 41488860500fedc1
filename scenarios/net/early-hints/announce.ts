import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

/** Of either version of HTTP. */
export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

/** A file that a page needs. */
export interface File {
  readonly path: string;
  /** As answers tell of it: to be fetched ahead. */
  readonly link: string;
  /** Finds it, which takes a while. */
  readonly read: (signal: AbortSignal) => Promise<Buffer>;
  /** The fields of its answer, now. */
  readonly fields: () => Readonly<Record<string, string>>;
}

/** Lets a client know, while its page is still in the making, what the page will need. */
export type Announce = (request: Request, response: Response, file: File) => void;

/**
 * 103 Early Hints (RFC 8297), over HTTP/2 alone: a client of HTTP/1.1 that takes the hint for the
 * answer gives every answer behind it to the wrong request. With streams nothing can shift.
 */
export const hint: Announce = (request, response, { link }) => {
  if (request.httpVersionMajor >= 2) response.writeEarlyHints({ link });
};
