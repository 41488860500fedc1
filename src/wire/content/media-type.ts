import type { Field } from '../types.ts';

/** A media type as `Content-Type` names it, RFC 9110 §8.3.1. */
export interface MediaType {
  /** `type/subtype`, lower case. */
  readonly essence: string;
  /** The `charset` parameter, lower case, where there is one. */
  readonly charset?: string;
}

/** What the content is to be read as. */
export type Reading = 'json' | 'text' | 'opaque';

/** Text types outside `text/*` that have no structured-syntax suffix to tell them by. */
const textTypes = new Set([
  'application/x-www-form-urlencoded',
  'application/x-ndjson',
  'application/jsonl',
  'application/json-seq',
  'application/xml',
  'application/yaml',
  'application/javascript',
  'application/graphql',
]);

/** The media type that the fields give; nothing where they give none, or one that cannot be read. */
export function mediaTypeOf(fields: readonly Field[]): MediaType | undefined {
  const value = fieldValue(fields, 'content-type');
  const essence = value?.match(/^[ \t]*([^\s;,"/]+\/[^\s;,"/]+)/)?.[1]?.toLowerCase();
  if (value === undefined || essence === undefined) return undefined;
  const charset = value.match(/;[ \t]*charset=(?:"([^"]*)"|([^\s;,"]+))/i);
  const name = (charset?.[1] ?? charset?.[2])?.toLowerCase();
  return name === undefined ? { essence } : { essence, charset: name };
}

function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value;
}

/** How content of this media type is to be read. Content without a media type stays opaque. */
export function readingOf(type: MediaType | undefined): Reading {
  if (type === undefined) return 'opaque';
  const { essence } = type;
  if (essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json')) {
    return 'json';
  }
  const isText =
    essence.startsWith('text/') || textTypes.has(essence) || /\+(xml|yaml)$/.test(essence);
  return isText ? 'text' : 'opaque';
}
