import { citedProblems } from '../cited-problems.ts';

const requests = 'grpc-http2 §Requests';
const responses = 'grpc-http2 §Responses';

/** Whatever is wrong with a gRPC call. Codes are permanent. */
export const problems = citedProblems({
  invalidTimeout: {
    code: 'grpc-invalid-timeout',
    text: 'grpc-timeout is up to eight digits and one of H, M, S, m, u, n.',
    source: requests,
  },
  invalidStatus: {
    code: 'grpc-invalid-status',
    text: 'grpc-status is one of the numbers 0 to 16.',
    source: responses,
  },
  missingStatus: {
    code: 'grpc-missing-status',
    text: 'The response ends without grpc-status, so the client makes one up from what it saw.',
    source: responses,
  },
  invalidBinary: {
    code: 'grpc-invalid-binary',
    text: 'The value of a -bin key is Base64; this one is not.',
    source: requests,
  },
  invalidFlag: {
    code: 'grpc-invalid-compressed-flag',
    text: 'The first byte of a message is 0 or 1.',
    source: requests,
  },
  flagWithoutEncoding: {
    code: 'grpc-compressed-without-encoding',
    text: 'A message is marked as compressed though grpc-encoding names no compression.',
    source: requests,
  },
  notDecompressed: {
    code: 'grpc-not-decompressed',
    text: 'The compression of the message could not be taken off.',
    source: requests,
  },
  notBase64: {
    code: 'grpc-web-not-base64',
    text: 'The content type promises Base64, and here is something else.',
    source: 'grpc-web §Protocol differences vs gRPC over HTTP2',
  },
  unfinishedMessage: {
    code: 'grpc-unfinished-message',
    text: 'The stream ends inside a message.',
    source: requests,
  },
  missingTe: {
    code: 'grpc-missing-te',
    text: 'A call carries te: trailers, which finds proxies that drop trailers.',
    source: requests,
  },
});
