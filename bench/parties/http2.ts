/** The server of the benchmarks for HTTP/2 without TLS: answers calls of gRPC's form with one message. */
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { grpcMessage } from '../http2-frames.ts';
import { SMALL_MESSAGE } from '../payload.ts';
import { ready } from './report.ts';

const answer = grpcMessage(SMALL_MESSAGE);

const server = createServer();
server.on('stream', (stream) => {
  stream.resume();
  stream.once('end', () => {
    const fields = { ':status': 200, 'content-type': 'application/grpc' };
    stream.respond(fields, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
