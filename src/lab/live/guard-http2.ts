import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { Duplex } from 'node:stream';

/** Codes of errors (RFC 9113 §7). */
const [NO_ERROR, ENHANCE_YOUR_CALM] = [0, 11];

/** What a request on a stream of HTTP/2 may be. */
export interface StreamLimits {
  /** The longest body, in bytes. */
  readonly body: number;
  /** Whether the server goes by this name, as `Host` would have it. */
  readonly isKnown: (authority: string | undefined) => boolean;
}

/** The stream of an event of a server of HTTP/2; undefined for all other events. */
export function streamOf(event: string, given: unknown): ServerHttp2Stream | undefined {
  const isStream = event === 'stream' && given instanceof Duplex && 'respond' in given;
  return isStream ? (given as ServerHttp2Stream) : undefined;
}

/** True if the request was refused, and is answered. A body that is too long is found out while it comes. */
export function refusesStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  { body, isKnown }: StreamLimits,
): boolean {
  if (!isKnown(headers[':authority'] ?? headers.host)) {
    return refuse(stream, 421, 'This server goes by another name.');
  }
  const tooLong = `A body may have ${body} bytes here.`;
  if (Number(headers['content-length']) > body) return refuse(stream, 413, tooLong);
  const push = stream.push.bind(stream);
  let byteLength = 0;
  let isRefused = false;
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    byteLength += chunk instanceof Uint8Array ? chunk.byteLength : 0;
    if (byteLength <= body) return push(chunk, encoding);
    if (!isRefused) {
      isRefused = true;
      if (stream.headersSent) stream.close(ENHANCE_YOUR_CALM);
      else refuse(stream, 413, tooLong);
      deafen(stream);
    }
    return true;
  };
  return false;
}

/** Answers, and asks the client to send no more (RFC 9113 §8.1). */
function refuse(stream: ServerHttp2Stream, status: number, why: string): true {
  stream.on('error', () => stream.destroy());
  stream.respond({ ':status': status, 'content-type': 'text/plain' });
  stream.end(`${why}\n`, () => stream.close(NO_ERROR));
  return true;
}

/** Whoever still works at an answer says it to nobody. */
function deafen(stream: ServerHttp2Stream): void {
  Object.defineProperty(stream, 'headersSent', { value: false });
  stream.respond = () => {};
  stream.write = () => true;
  stream.end = () => stream;
}
