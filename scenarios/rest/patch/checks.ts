import { type Crossed, fieldOf } from 'apilab';
import { parseJson } from 'apilab/parts/http/json';

/** What a product's discount is, from how it is stored: `a discount of 20 %`. */
export function discountIn(stored: string): string {
  const product: object = Object(parseJson(stored));
  if (!('discount' in product)) return 'no discount';
  return `a discount of ${product.discount} %`;
}

/** What a product costs: `900 cents`. */
export const priceIn = (stored: string): string => `${Object(parseJson(stored)).cents} cents`;

/** What a refusal says of the formats of patches: `415, Accept-Patch names 2`. */
export function formatsTold({ answers }: Crossed<unknown>): string {
  const [refusal] = answers;
  const formats = refusal && fieldOf(refusal, 'accept-patch');
  const named = formats === undefined ? 'no Accept-Patch' : `Accept-Patch names ${formats}`;
  return `${refusal?.status}, ${named}`;
}

/** How often a product has a tag: `sale 2 times`. */
export function timesTagged(stored: string, tag: string): string {
  const { tags }: { tags?: unknown } = Object(parseJson(stored));
  const times = Array.isArray(tags) ? tags.filter((each) => each === tag).length : 0;
  return `${tag} ${times === 1 ? 'once' : `${times} times`}`;
}
