import type { FetchHandler } from 'apilab';

/** Sends everybody on to https, with the same method and content. */
export const toHttps: FetchHandler = {
  fetch(request) {
    const url = new URL(request.url);
    return new Response(null, {
      status: 308,
      headers: { location: `https://shop.example${url.pathname}` },
    });
  },
};
