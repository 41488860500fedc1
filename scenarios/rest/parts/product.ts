/** A product as the API shows and takes it. Its number is in its URL. */
export interface Product {
  readonly name: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
}

/** What a name is: something to be seen in it, and nothing that a database or a terminal cuts off. */
const NAME = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,100}$/u;

/** The dearest product, in cents. */
const MAX_CENTS = 100_000_000;

/** The one way in which a product is written: the same product is always the same bytes. */
export const representationOf = ({ name, cents }: Product): string =>
  JSON.stringify({ name, cents });

/** Whether a value is a product and nothing more: an unknown member must not get lost in silence. */
export function isProduct(value: unknown): value is Product {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  const { name, cents } = value;
  return typeof name === 'string' && NAME.test(name) && isPrice(cents);
}

const isPrice = (cents: unknown): boolean =>
  typeof cents === 'number' && Number.isInteger(cents) && cents >= 0 && cents <= MAX_CENTS;

/**
 * Applies a JSON merge patch (RFC 7396 §2): members of the patch replace those of the target, at
 * every depth; `null` removes one.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
