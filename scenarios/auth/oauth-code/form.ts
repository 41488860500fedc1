import { readAtMost } from 'apilab/parts/http/json';

/** The most bytes that a form of these may have. */
const LIMIT_BYTES = 16 * 1024;

/** The fields of a form that was posted; `undefined` if it is none, too long, or has a field twice. */
export async function readForm(request: Request): Promise<ReadonlyMap<string, string> | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  const bytes = await readAtMost(request, LIMIT_BYTES);
  if (typeof bytes === 'string') return undefined;
  return once(new URLSearchParams(Buffer.from(bytes).toString()));
}

/** Parameters of which each stands there once: a second one is an error (RFC 6749 §3.1, §3.2). */
export function once(parameters: URLSearchParams): ReadonlyMap<string, string> | undefined {
  const all = [...parameters];
  const found = new Map(all.filter(([, value]) => value !== ''));
  return new Set(all.map(([name]) => name)).size === all.length ? found : undefined;
}
