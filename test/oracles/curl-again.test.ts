import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { curlOf } from '../../src/report/curl/curl.ts';
import { exchange } from '../report/html/carried.events.ts';
import { isInstalled } from './installed.ts';

const requests = [
  'GET /orders/1?a=b&c=%27 HTTP/1.1\r\nHost: {host}\r\nAccept: text/plain\r\nX-A: 1\r\nX-A: it\'s "2"\r\n\r\n',
  'GET /a/../b/[1]{x,y} HTTP/1.1\r\nHost: {host}\r\nX-Empty:\r\n\r\n',
  'HEAD / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: me\r\n\r\n',
  'DELETE /orders/1 HTTP/1.1\r\nHost: {host}\r\nIf-Match: "v1"\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n',
  'POST /orders HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n@{"a":"it\'s\\n"}\n\n',
  'PUT /blob HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\n\r\n\u0000\u00ff\r\n',
  'POST /c HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
];

/** What the server reads of a request, without what says how the connection goes on. */
interface Read {
  readonly line: string;
  readonly fields: readonly string[];
  readonly body: string;
}

describe.skipIf(!isInstalled('curl', ['--version']))('curl sends a copied request again', () => {
  test.each(requests)('%j', async (wire) => {
    const read: Read[] = [];
    const server = createServer(async (request, response) => {
      const { method, url, rawHeaders } = request;
      const pairs = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [`${name.toLowerCase()}: ${rawHeaders[at + 1]}`] : [],
      );
      const fields = pairs.filter((pair) => !pair.startsWith('connection:')).sort();
      read.push({
        line: `${method} ${url}`,
        fields,
        body: (await buffer(request)).toString('hex'),
      });
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const bytes = Buffer.from(wire.replace('{host}', `127.0.0.1:${port}`), 'latin1');
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    await once(socket, 'data');
    socket.destroy();
    const [event] = exchange(bytes.toString('latin1'), '');
    const command = event?.type === 'message' ? curlOf(event) : undefined;
    await promisify(execFile)('sh', ['-c', `${command ?? 'false'}`]);
    server.closeAllConnections();
    server.close();
    expect(read[1]).toEqual(read[0]);
  });
});
