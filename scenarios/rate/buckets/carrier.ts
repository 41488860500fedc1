import type { Text } from './limited-shop.ts';

export interface CarrierClientOptions {
  readonly fetch: typeof fetch;
  /** Where the carrier takes texts. */
  readonly url: string;
}

/** Hands texts to the carrier; resolves with whether it took them. One that cannot be reached takes none. */
export function carrierClient({ fetch, url }: CarrierClientOptions) {
  return async (text: Text, signal: AbortSignal): Promise<boolean> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(text),
        signal,
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  };
}

/** A carrier that takes whatever comes. */
export const carrier = {
  async fetch(request: Request): Promise<Response> {
    await request.arrayBuffer();
    return new Response(null, { status: request.method === 'POST' ? 202 : 405 });
  },
};
