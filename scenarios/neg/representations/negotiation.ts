/** What is read of a field at most, in characters. */
const FIELD_LIMIT = 1000;

/** How one form of a resource is chosen among several. */
export interface Negotiation {
  /** The names of the fields that it looks at, for `Vary` (RFC 9110 §12.5.5); '' if it tells nobody. */
  readonly vary: string;
  /** @returns the media type that suits best; `undefined` if none does */
  type<Type extends string>(accept: string | null, offered: readonly Type[]): Type | undefined;
  /** @returns the language that suits best, the first if none does */
  language<Tag extends string>(accepted: string | null, offered: readonly [Tag, ...Tag[]]): Tag;
}

/** A range with its weight: `text/*;q=0.5`. */
interface Weighted {
  readonly range: string;
  readonly weight: number;
}

/**
 * Chooses by the weights that the client gives. Without a field everything is as good, and the first
 * that is offered is chosen (RFC 9110 §12.5.1, §12.5.4).
 */
export const byWeight: Negotiation = {
  vary: 'Accept, Accept-Language',

  type(accept, offered) {
    const ranges = weighted(accept ?? '*/*');
    const weights = offered.map((type) => ({ type, weight: weightOf(type, ranges) }));
    const best = Math.max(...weights.map(({ weight }) => weight));
    return best > 0 ? weights.find(({ weight }) => weight === best)?.type : undefined;
  },

  language(accepted, offered) {
    const ranges = weighted(accepted ?? '*').sort((a, b) => b.weight - a.weight);
    for (const { range, weight } of ranges) {
      if (weight === 0 || range === '*') break;
      const found = lookUp(range, offered);
      if (found !== undefined) return found;
    }
    // Nothing of what was wished is there: the usual one, or another if that is refused by name.
    const refused = new Set(ranges.filter(({ weight }) => weight === 0).map(({ range }) => range));
    return offered.find((tag) => !refused.has(tag.toLowerCase())) ?? offered[0];
  },
};

/** The weight of a type: that of the most specific range for it, not the highest (RFC 9110 §12.5.1). */
function weightOf(type: string, ranges: readonly Weighted[]): number {
  for (const fitting of [type, type.replace(/\/.*/, '/*'), '*/*']) {
    const found = ranges.find(({ range }) => range === fitting);
    if (found !== undefined) return found.weight;
  }
  return 0;
}

/** The tag for a range, which is made shorter until it fits: `fr-CA`, then `fr` (RFC 4647 §3.4). */
function lookUp<Tag extends string>(range: string, offered: readonly Tag[]): Tag | undefined {
  const parts = range.split('-');
  for (let length = parts.length; length > 0; length--) {
    const shorter = parts.slice(0, length).join('-');
    const found = offered.find((tag) => tag.toLowerCase() === shorter);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The items of a list with their weights; without one it is 1, and what is no weight counts 0 (RFC 9110 §12.4.2). */
function weighted(field: string): Weighted[] {
  const items = field.slice(0, FIELD_LIMIT).toLowerCase().split(',');
  return items.map((item) => {
    const [range = '', ...parameters] = item.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return {
      range,
      weight: /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 0,
    };
  });
}
