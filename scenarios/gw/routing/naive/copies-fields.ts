import { type IncomingMessage, request as openRequest } from 'node:http';
import { Readable } from 'node:stream';
import { type Proxy as Hop, openProxy, type ProxyOptions } from 'apilab/parts/http/proxy';

/** Sends every field on as it came. */
export function copiesFields(options: ProxyOptions): Hop {
  const { hostname: host, port, host: authority } = new URL(options.to);
  return {
    ...openProxy(options),
    async forward(request, { path = '/', fields = {} } = {}) {
      const headers = new Headers(request.headers);
      headers.set('host', authority);
      for (const [name, value] of Object.entries(fields)) {
        if (value === null) headers.delete(name);
        else headers.set(name, value);
      }
      const content = request.body === null ? '' : Buffer.from(await request.arrayBuffer());
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const { method } = request;
        const behind = { host, port, path, method, headers: Object.fromEntries(headers) };
        openRequest(behind, resolve).on('error', reject).end(content);
      });
      const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
      const { statusCode: status = 502 } = answer;
      const hasContent = status !== 304 && request.method !== 'HEAD';
      const received = Object.entries(answer.headersDistinct).map(
        ([name, values = []]): [string, string] => [name, values.join(', ')],
      );
      return new Response(hasContent ? body : null, { status, headers: received });
    },
  };
}
