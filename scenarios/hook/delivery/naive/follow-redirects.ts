/** Leaves redirects to the HTTP client, which follows them: that is what it does by default. */
export const followRedirects =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  (input, init) =>
    fetch(input, { ...init, redirect: 'follow' });
