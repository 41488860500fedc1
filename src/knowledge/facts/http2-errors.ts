import type { Fact } from '../fact.ts';

/** The error codes of HTTP/2, which RST_STREAM and GOAWAY carry, by name. */
export const http2Errors: readonly Fact[] = [
  error(
    'NO_ERROR',
    'nothing went wrong',
    'An orderly end: GOAWAY with it begins a shutdown, RST_STREAM with it says that the rest of a request is not needed.',
  ),
  error(
    'PROTOCOL_ERROR',
    'a rule of the protocol was broken',
    'The general code for a violation of the protocol where no other code says more.',
  ),
  error(
    'INTERNAL_ERROR',
    'the endpoint failed by itself',
    'Something unexpected happened inside the endpoint, and it is not the fault of the peer.',
  ),
  error(
    'FLOW_CONTROL_ERROR',
    'more bytes came than the window allowed',
    'The peer sent more than the window of flow control allowed, or let a window grow too large.',
  ),
  error(
    'SETTINGS_TIMEOUT',
    'settings were not acknowledged in time',
    'The endpoint sent SETTINGS and no acknowledgement came in time.',
  ),
  error(
    'STREAM_CLOSED',
    'a frame for a stream that is already over',
    'A frame came for a stream whose sender had already ended it.',
  ),
  error(
    'FRAME_SIZE_ERROR',
    'a frame of a length that is not allowed',
    'A frame was longer than agreed on, or of a length that its type cannot have.',
  ),
  error(
    'REFUSED_STREAM',
    'not worked on at all; safe to try again',
    'The stream was refused before any work on it began, so even a request that is not idempotent can be sent again.',
  ),
  error(
    'CANCEL',
    'the stream is no longer needed',
    'Whoever sends it has no more use for the stream. A gRPC client says so when it cancels a call or its deadline passes.',
  ),
  error(
    'COMPRESSION_ERROR',
    'the HPACK state is broken',
    'A block of fields could not be decoded. As all streams share that state, the whole connection ends.',
  ),
  error(
    'CONNECT_ERROR',
    'the connection behind a CONNECT failed',
    'The connection that was made for a CONNECT request was reset or closed abnormally.',
  ),
  error(
    'ENHANCE_YOUR_CALM',
    'too much load; behave',
    'The peer does something that looks like abuse, such as too many pings or resets. gRPC reads it as RESOURCE_EXHAUSTED.',
  ),
  error(
    'INADEQUATE_SECURITY',
    'the TLS below is not good enough',
    'The transport does not meet the demands of HTTP/2, such as TLS 1.2 with a permitted cipher suite.',
  ),
  error(
    'HTTP_1_1_REQUIRED',
    'come back with HTTP/1.1',
    'The server wants this request over HTTP/1.1 instead.',
  ),
];

function error(name: string, brief: string, text: string): Fact {
  const source = 'rfc9113 §7';
  return { kind: 'http2-error', name, title: name, brief, text, source, standing: 'standard' };
}
