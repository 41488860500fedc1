/** Three users with two orders each: 3 + 3 × 2 objects. */
export const USUAL = 'query Usual { users(first: 3) { name orders(first: 2) { cents } } }';

/** Users and orders by turns, eleven fields within each other. */
export const DEEP = `query Deep { user(id: 1) {
  ${'orders(first: 1) { user { '.repeat(4)}orders(first: 1) { id }${' } }'.repeat(4)} } }`;

/** Eleven levels of the same, each two in a fragment of their own. */
export const FOLDED = `query Folded { user(id: 1) { ...F0 } }
${[1, 2, 3, 4].map((n) => `fragment F${n - 1} on User { orders(first: 1) { user { ...F${n} } } }`).join('\n')}
fragment F4 on User { orders(first: 1) { id } }`;

/** Four levels only: 20 + 20 × 10 × (1 + 1) objects. */
export const WIDE = 'query Wide { users(first: 20) { orders(first: 10) { user { name } } } }';

export const LONG = 'query Long($n: Int!) { users(first: $n) { id } }';

export const SLOW = 'query Slow { users(first: 1) { name } turnover }';

/** Logins under so many names, from one PIN on. */
export function logins(times: number, from = 0): string {
  const fields = Array.from({ length: times }, (_, n) => {
    const pin = String(from + n).padStart(4, '0');
    return `a${n}: login(name: "Ada", pin: "${pin}")`;
  });
  return `mutation { ${fields.join(' ')} }`;
}
