import { formatCount } from '../../../text/quantities.ts';
import type { Content, Field } from '../../../wire/types.ts';

/** A field as it stands on a line of its own. */
export function fieldLine({ name, value }: Pick<Field, 'name' | 'value'>): string {
  return `${name}: ${value}`;
}

/** The lines of a text, without an empty one at its end. */
export function textLines(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** A body below an empty line; its length if it is no text. */
export function bodyLines({ text, byteLength, truncated }: Content): readonly string[] {
  if (byteLength === 0) return [];
  if (text === undefined) return ['', `(${formatCount(byteLength, 'byte')})`];
  return ['', ...textLines(text), ...(truncated ? ['(the rest is not kept)'] : [])];
}
