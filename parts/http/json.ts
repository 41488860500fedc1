/** By default, the most bytes of content that a request may carry. */
export const JSON_LIMIT_BYTES = 64 * 1024;

/** The content of a request, read as JSON, or why it was not. */
export type JsonContent =
  | {
      readonly state: 'read';
      readonly value: unknown;
      /** The content as it came, with its byte order mark if it has one. */
      readonly text: string;
    }
  /** It is no JSON, or not in UTF-8 (RFC 8259 §8.1): the answer is 400. */
  | { readonly state: 'not-json' }
  /** It is longer than the limit: the answer is 413 (RFC 9110 §15.5.14). */
  | { readonly state: 'too-large'; readonly limitBytes: number };

/**
 * Reads the content of a request as JSON, and no more of it than the limit: without one, a client
 * that never stops sending fills the memory. What the JSON must contain is for the caller to check.
 * Content that breaks off as the client goes away is no JSON.
 */
export async function readJson(
  request: Request,
  { limitBytes = JSON_LIMIT_BYTES }: { readonly limitBytes?: number } = {},
): Promise<JsonContent> {
  const bytes = await readAtMost(request, limitBytes);
  if (bytes === 'too-large') return { state: 'too-large', limitBytes };
  const text = bytes === 'broken-off' ? undefined : decode(bytes);
  if (text === undefined) return { state: 'not-json' };
  // Some senders put a mark in front, and a parser may ignore it (RFC 8259 §8.1).
  const value = parseJson(text.replace(/^\ufeff/, ''));
  return value === undefined ? { state: 'not-json' } : { state: 'read', value, text };
}

/** Parses a text; `undefined` if it is no JSON, which no JSON text means. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The content as bytes, if it is no longer than the limit: announced by Content-Length, or counted. */
export async function readAtMost(
  request: Request,
  limitBytes: number,
): Promise<Uint8Array | 'too-large' | 'broken-off'> {
  if (Number(request.headers.get('content-length')) > limitBytes) return 'too-large';
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      byteLength += next.value.byteLength;
      if (byteLength > limitBytes) return 'too-large';
      chunks.push(next.value);
    }
  } catch {
    return 'broken-off';
  } finally {
    // Not cancelled: on a server of Node that would cut the connection before the answer is sent.
    reader.releaseLock();
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
