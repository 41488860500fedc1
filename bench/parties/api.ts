/**
 * The server of the benchmarks: answers a JSON document of a kilobyte with another, and streams a
 * gigabyte at `/chunked` and `/length`.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { document, STREAMED_BYTES } from '../payload.ts';
import { ready } from './report.ts';

const PIECE = Buffer.alloc(64 * 1024, 'the quick brown fox ');
const answer = document('answer');

const server = createServer((request, response) => {
  if (request.url === '/chunked') {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    void stream(response);
  } else if (request.url === '/length') {
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': STREAMED_BYTES,
    };
    response.writeHead(200, headers);
    void stream(response);
  } else {
    request.resume();
    request.once('end', () => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      });
      response.end(answer);
    });
  }
});

async function stream(response: ServerResponse): Promise<void> {
  for (let left = STREAMED_BYTES; left > 0 && !response.destroyed; left -= PIECE.length) {
    const more = response.write(left < PIECE.length ? PIECE.subarray(0, left) : PIECE);
    if (!more) await new Promise<void>((resolve) => response.once('drain', resolve));
  }
  response.end();
}

// Connections wait for their turn between rounds; none is closed for that.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
