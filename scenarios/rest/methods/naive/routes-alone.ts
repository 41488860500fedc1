import type { FetchHandler } from 'apilab';

/** Routes for what its own client sends. Nobody wrote one for HEAD or OPTIONS. */
export const routesAlone = (api: FetchHandler): FetchHandler => ({
  fetch: (request) =>
    request.method === 'HEAD' || request.method === 'OPTIONS'
      ? new Response(request.method === 'HEAD' ? null : 'Not Found', { status: 404 })
      : api.fetch(request),
});
