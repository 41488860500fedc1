import { isProduct } from './product.ts';

/** A product with tags, and at times with a discount. */
export interface TaggedProduct {
  readonly name: string;
  readonly cents: number;
  /** In percent; without it there is no discount. */
  readonly discount?: number;
  readonly tags: readonly string[];
}

export const LAMP: TaggedProduct = { name: 'Lamp', cents: 3900, discount: 20, tags: ['new'] };

/** The one way in which it is written: the same product is always the same bytes. */
export const textOf = ({ name, cents, discount, tags }: TaggedProduct): string =>
  JSON.stringify({ name, cents, discount, tags });

/** Whether a value is one and nothing more: an unknown member must not get lost in silence. */
export function isTaggedProduct(value: unknown): value is TaggedProduct {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { discount, tags, ...rest }: { discount?: unknown; tags?: unknown } = value;
  const fits = !Object.hasOwn(value, 'discount') || isDiscount(discount);
  return isProduct(rest) && isTags(tags) && fits;
}

const isDiscount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 90;

const isTags = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 20 && value.every(isTag);

const isTag = (value: unknown): boolean =>
  typeof value === 'string' && /^[a-z][a-z-]{0,29}$/.test(value);
