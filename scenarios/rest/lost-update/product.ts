/** A product as the API shows and takes it. Its number is in its URL. */
export interface Product {
  readonly name: string;
  /** In cents, so that no fraction is lost. */
  readonly cents: number;
}

/** The one way in which a product is written: the same product is always the same bytes. */
export const representationOf = ({ name, cents }: Product): string =>
  JSON.stringify({ name, cents });

/** Whether a value is a product and nothing more: an unknown member must not get lost in silence. */
export function isProduct(value: unknown): value is Product {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  const { name, cents } = value;
  return (
    typeof name === 'string' && name !== '' && Number.isSafeInteger(cents) && Number(cents) >= 0
  );
}

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
