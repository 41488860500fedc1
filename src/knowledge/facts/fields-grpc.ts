import type { Fact } from '../fact.ts';
import { grpcStatusCodes } from './grpc-status.ts';

const REQUESTS = 'grpc-http2 §Requests';
const RESPONSES = 'grpc-http2 §Responses';

/** What gRPC says in header fields and trailers, its metadata. */
export const grpcFields: readonly Fact[] = [
  {
    ...field('grpc-status', 'how the call came out, as a number', RESPONSES),
    only: 'response',
    text: 'The status of the call. It stands in the trailers, also where the call succeeded; :status is 200 even for a call that failed.',
    values: Object.fromEntries(
      grpcStatusCodes.map(({ name, title, source }) => [name, { brief: title, source }]),
    ),
  },
  {
    ...field('grpc-message', 'the status in words for people, percent-encoded', RESPONSES),
    only: 'response',
    text: 'A description of the status for people. It is UTF-8 with everything but printable ASCII, and the percent sign, percent-encoded.',
  },
  {
    ...field('grpc-timeout', 'how long the caller still waits'),
    only: 'request',
    text: 'How much time is left when the call is sent: at most 8 digits and a unit, H, M, S, m, u or n from hours to nanoseconds. Without it the server assumes that the caller waits for ever.',
  },
  {
    ...field('grpc-encoding', 'how messages with the compressed flag are compressed'),
    text: 'The compression of the messages whose compressed flag is set. Without this field no message may be compressed.',
  },
  {
    ...field('grpc-accept-encoding', 'which compressions the sender can read'),
    text: 'The compressions that the sender of this field can undo, separated by commas.',
  },
  {
    ...field('grpc-message-type', 'the type of the messages'),
    text: 'The name of the type that the messages have. The path names the method already, so it is seldom sent.',
  },
  {
    ...field(
      'grpc-previous-rpc-attempts',
      'how often this call was tried before',
      'grpc-a6 §Exposed Retry Metadata',
    ),
    only: 'request',
    text: 'The number of attempts before this one. The first attempt does not carry it.',
  },
  {
    ...field(
      'grpc-retry-pushback-ms',
      'how long to wait before a retry, if at all',
      'grpc-a6 §Pushback',
    ),
    only: 'response',
    text: 'The server says in trailers how many milliseconds to wait before the next attempt. A negative number, or what is no number, means: do not retry.',
  },
];

function field(name: string, brief: string, source = REQUESTS): Omit<Fact, 'text'> {
  return { kind: 'field', name, title: name, brief, source, standing: 'industry' };
}
