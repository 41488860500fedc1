/** The most bytes that a form of these may have. */
const LIMIT_BYTES = 16 * 1024;

/** The fields of a form that was posted; `undefined` if it is none, too long, or has a field twice. */
export async function readForm(request: Request): Promise<ReadonlyMap<string, string> | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  if (Number(request.headers.get('content-length')) > LIMIT_BYTES) return undefined;
  const text = await readText(request);
  return text === undefined ? undefined : once(new URLSearchParams(text));
}

/** The content, counted as it comes: who sends it in chunks announces no length. */
async function readText(request: Request): Promise<string | undefined> {
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      byteLength += next.value.byteLength;
      if (byteLength > LIMIT_BYTES) return undefined;
      chunks.push(next.value);
    }
  } catch {
    return undefined;
  } finally {
    // Not cancelled: on a server of Node that would cut the connection before the answer is sent.
    reader.releaseLock();
  }
  return Buffer.concat(chunks).toString();
}

/** Parameters of which each stands there once: a second one is an error (RFC 6749 §3.1, §3.2). */
export function once(parameters: URLSearchParams): ReadonlyMap<string, string> | undefined {
  const all = [...parameters];
  const found = new Map(all.filter(([, value]) => value !== ''));
  return new Set(all.map(([name]) => name)).size === all.length ? found : undefined;
}
