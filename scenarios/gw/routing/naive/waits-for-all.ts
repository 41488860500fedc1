import { type Proxy as Hop, openProxy, type ProxyOptions } from 'apilab/parts/http/proxy';

/** Waits for the whole answer before it passes any of it on. */
export function waitsForAll(options: ProxyOptions): Hop {
  const proxy = openProxy(options);
  return {
    ...proxy,
    async forward(request, change) {
      const response = await proxy.forward(request, change);
      const { status, headers, body } = response;
      return new Response(body && (await response.arrayBuffer()), { status, headers });
    },
  };
}
