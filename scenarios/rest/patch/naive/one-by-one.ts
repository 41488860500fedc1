import type { FetchHandler } from 'apilab';
import { readJson } from 'apilab/parts/http/json';

/** Operations are performed as they are read, each of them a write of its own. */
export const oneByOne = (api: FetchHandler): FetchHandler => ({
  async fetch(request) {
    const headers = new Headers(request.headers);
    if (headers.get('content-type') !== 'application/json-patch+json') return api.fetch(request);
    const { method, url } = request;
    const content = await readJson(request);
    const operations = content.state === 'read' && Array.isArray(content.value) && content.value;
    headers.delete('content-length');
    let answer = new Response(null, { status: 400 });
    for (const operation of operations || []) {
      const body = JSON.stringify([operation]);
      answer = await api.fetch(new Request(url, { method, headers, body }));
      if (!answer.ok) break;
      // It held for the first operation, which has made another version.
      headers.delete('if-match');
    }
    return answer;
  },
});
