/**
 * The server of the benchmarks: answers a JSON document of a kilobyte with another, and streams a
 * gigabyte at `/chunked` and `/length`. Over TLS if it is told where its secrets go.
 */
import { appendFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { authority } from '../../src/lab/tls/authority.ts';
import { document, STREAMED_BYTES } from '../payload.ts';
import { ready, settings } from './report.ts';

const PIECE = Buffer.alloc(64 * 1024, 'the quick brown fox ');
const answer = document('answer');

const listener: RequestListener = (request, response) => {
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
};

async function stream(response: ServerResponse): Promise<void> {
  for (let left = STREAMED_BYTES; left > 0 && !response.destroyed; left -= PIECE.length) {
    const more = response.write(left < PIECE.length ? PIECE.subarray(0, left) : PIECE);
    if (!more) await new Promise<void>((resolve) => response.once('drain', resolve));
  }
  response.end();
}

/** Over TLS, with a certificate of an authority that nobody knows. */
function secured(keys: string) {
  const secure = createSecureServer(authority(seededRandom(1)).issue('api'), listener);
  return secure.on('keylog', (line: Buffer) => appendFileSync(keys, line));
}

const { keys } = settings();
const server = typeof keys === 'string' ? secured(keys) : createServer(listener);
// Connections wait for their turn between rounds; none is closed for that.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
