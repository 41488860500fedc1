import { parseJson } from 'apilab/parts/http/json';

/** What a batch came to, as its answer tells. */
export interface Outcome {
  readonly status: number;
  /** The status of each item, in the order of the items; none if the batch was refused as a whole. */
  readonly statuses: readonly number[];
}

/** Sends a batch. If the answer is lost it sends the same again, which is safe as each item names itself. */
export async function sendBatch(
  fetch: typeof globalThis.fetch,
  url: string,
  items: readonly object[],
  {
    method = 'POST',
    tries = 2,
  }: { readonly method?: 'POST' | 'PATCH'; readonly tries?: number } = {},
): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(items),
    });
    const { results } = Object(parseJson(await answer.text()));
    const statuses = Array.isArray(results)
      ? results.map((each) => Number(Object(each).status))
      : [];
    return { status: answer.status, statuses };
  } catch (error) {
    if (tries <= 1) throw error;
    return sendBatch(fetch, url, items, { method, tries: tries - 1 });
  }
}
