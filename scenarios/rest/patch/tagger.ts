export interface TaggerOptions {
  readonly fetch: typeof globalThis.fetch;
  /** The URL of a product. */
  readonly url: string;
  /** How often it sends a change at most. */
  readonly attempts?: number;
}

/** A product as somebody has it before their eyes. */
export interface Held {
  readonly version: string;
  readonly tags: readonly unknown[];
}

/** Somebody who puts tags on a product. */
export interface Tagger {
  read(): Promise<Held>;
  /** Puts a tag at the end of its list, unless it is there. */
  put(held: Held, tag: string): Promise<void>;
}

/**
 * A PATCH that adds to a list is not idempotent (RFC 5789 §2), and whoever loses its answer cannot know
 * whether it was performed. With If-Match it can be sent again: if it was performed, the version is
 * another one by now and the second is refused. Then the client looks what has become of its tag.
 */
export function tagger({ fetch, url, attempts = 4 }: TaggerOptions): Tagger {
  async function read(): Promise<Held> {
    const response = await fetch(url);
    const { tags }: { tags?: unknown } = Object(await response.json());
    const version = response.headers.get('etag') ?? '*';
    return { version, tags: Array.isArray(tags) ? tags : [] };
  }

  return {
    read,
    async put(held, tag) {
      let known = held;
      for (let attempt = 1; attempt <= attempts; attempt++) {
        if (known.tags.includes(tag)) return;
        const status = await sendTag({ fetch, url }, tag, { 'if-match': known.version });
        if (status === 200 || status === 204) return;
        if (status === 412) known = await read();
        else if (status !== 'lost') break;
      }
      throw new Error(`${url} did not take the tag ${tag}`);
    },
  };
}

/** Adds a tag by a JSON Patch. @returns the status, or that no answer came */
export async function sendTag(
  { fetch, url }: TaggerOptions,
  tag: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<number | 'lost'> {
  try {
    const response = await fetch(url, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json-patch+json', ...fields },
      body: JSON.stringify([{ op: 'add', path: '/tags/-', value: tag }]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 'lost';
  }
}
