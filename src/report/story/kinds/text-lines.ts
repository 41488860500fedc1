import { formatCount } from '../../../text/quantities.ts';
import type { Content, ContentPart, Field } from '../../../wire/types.ts';

/** A field as it stands on a line of its own. */
export function fieldLine({ name, value }: Pick<Field, 'name' | 'value'>): string {
  return `${name}: ${value}`;
}

/** The lines of a text, without an empty one at its end. */
export function textLines(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** A body below an empty line; its length if it is no text. */
export function bodyLines(content: Content): readonly string[] {
  const { text, byteLength, truncated, parts = [] } = content;
  if (byteLength === 0) return [];
  if (parts.length > 0) return ['', ...parts.flatMap(partLines)];
  if (text === undefined) return ['', `(${formatCount(byteLength, 'byte')})`];
  return ['', ...textLines(text), ...(truncated ? ['(the rest is not kept)'] : [])];
}

/** A part of a multipart content: its fields, and below an empty line what it holds. */
function partLines({ fields, text, byteLength }: ContentPart): readonly string[] {
  const body = text === undefined ? [`(${formatCount(byteLength, 'byte')})`] : textLines(text);
  return ['--', ...fields.map(fieldLine), '', ...body];
}
