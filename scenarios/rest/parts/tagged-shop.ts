import type { Lab } from 'apilab';
import type { TaggedProduct } from './tagged-product.ts';
import type { OpenTagged, TaggedProducts } from './tagged-products-api.ts';

/** What the shop has besides. */
const FURNITURE: readonly (readonly [string, TaggedProduct])[] = [
  ['keyboard', { name: 'Keyboard', cents: 8900, discount: 10, tags: [] }],
  ['cable', { name: 'Cable', cents: 900, tags: [] }],
];

/** What a request holds, and fields that go with it. */
export interface Sent {
  readonly body?: unknown;
  readonly fields?: Readonly<Record<string, string>>;
}

type Stage = Pick<Lab, 'serve' | 'party'>;

/** A shop whose products have tags, and somebody who edits them. */
export async function openTaggedShop(
  { serve, party }: Stage,
  open: OpenTagged,
  more: readonly (readonly [string, TaggedProduct])[] = [],
) {
  const products: TaggedProducts = new Map([...FURNITURE, ...more]);
  const { tap } = await serve('api', open(products), { client: 'editor' });
  const { fetch } = party('editor');
  return {
    tap,
    fetch,

    /** Sends a request, with JSON if it is to hold something, and gives the status of its answer. */
    async send(method: string, path: string, { body, fields }: Sent = {}): Promise<number> {
      const headers = {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...fields,
      };
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`http://api${path}`, { method, headers, ...content });
      await answer.text();
      return answer.status;
    },

    /** What is stored of a product, as text. */
    stored: (name: string): string => JSON.stringify(products.get(name) ?? 'not there'),
    state: (): State => structuredClone(products),
  };
}

/** What all products were at a moment. */
export type State = ReadonlyMap<string, TaggedProduct>;

/** What differs between two states: `adds 3`, `deletes cable`, `changes lamp`, or `nothing`. */
export function difference(before: State, after: State): string {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changes = names.flatMap((name) => {
    if (!before.has(name)) return [`adds ${name}`];
    if (!after.has(name)) return [`deletes ${name}`];
    const isSame = JSON.stringify(before.get(name)) === JSON.stringify(after.get(name));
    return isSame ? [] : [`changes ${name}`];
  });
  return changes.join(', ') || 'nothing';
}
