import type { Field } from '../types.ts';

/**
 * Whether a field has a name, given in lower case (RFC 9110 §5.1: names have no case). Its length
 * rules most fields out without lower-casing each of them.
 */
export function isNamed({ name }: Field, wanted: string): boolean {
  return name.length === wanted.length && name.toLowerCase() === wanted;
}
