import { type Proxy as Hop, openProxy, type ProxyOptions } from 'apilab/parts/http/proxy';

/** Reads what a client sends as JSON, and writes it again for the service, with the fields it knows of. */
export function readsJson(options: ProxyOptions): Hop {
  const proxy = openProxy(options);
  return {
    ...proxy,
    async forward(request, change) {
      if (request.body === null) return proxy.forward(request, change);
      const { method, url, headers: received } = request;
      const headers = { 'content-type': received.get('content-type') ?? '' };
      const body = JSON.stringify(await request.json());
      return proxy.forward(new Request(url, { method, headers, body }), change);
    },
  };
}
