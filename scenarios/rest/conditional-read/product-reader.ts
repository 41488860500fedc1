/** A copy of what a URL gave, and the version that it is. */
interface Held {
  readonly text: string;
  readonly etag: string;
}

/**
 * Reads one thing again and again, and has it sent only if it has changed: what was sent before is
 * kept with its entity tag, and the next request names that tag (RFC 9110 §13.1.2).
 */
export function productReader(fetch: typeof globalThis.fetch, url: string) {
  let held: Held | undefined;

  /** @throws Error if the answer is neither the thing nor "not modified". */
  return async function read(): Promise<string> {
    const response = await fetch(url, { headers: held ? { 'if-none-match': held.etag } : {} });
    if (response.status === 304 && held) return held.text;
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const etag = response.headers.get('etag');
    // Without a tag there is nothing to ask with: the next answer comes whole again.
    held = etag === null ? undefined : { text, etag };
    return text;
  };
}
