import { required } from '../../parts/conditions.ts';
import { outdated, unconditional } from '../../parts/problems.ts';
import { type ProductApiOptions, productApi } from '../../parts/product-api.ts';
import { lastWriteWins } from './last-write-wins.ts';

/**
 * Looks at the conditions where many put it: in front of the API. Each single request is judged
 * rightly. But between the look and the write there is time, and in it everybody else who looks sees
 * the same version.
 */
export function checkFirst(options: Omit<ProductApiOptions, 'conditions'>) {
  const api = productApi({ ...options, conditions: lastWriteWins });
  return {
    async fetch(request: Request): Promise<Response> {
      const current = await api.fetch(new Request(request.url, { method: 'HEAD' }));
      const tag = current.headers.get('etag');
      if (tag === null) return api.fetch(request);
      switch (required.evaluate(request, tag)) {
        case 'fails':
          return outdated();
        case 'missing':
          // What is not allowed at all fails with or without a condition (RFC 9110 §13.2.1).
          return request.method === 'POST' ? api.fetch(request) : unconditional();
        default:
          return api.fetch(request);
      }
    },
  };
}
