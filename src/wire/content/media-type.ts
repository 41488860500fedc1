import type { Field } from '../types.ts';
import { isNamed } from './field-name.ts';

/** A media type as `Content-Type` names it, RFC 9110 §8.3.1. */
export interface MediaType {
  /** `type/subtype`, lower case. */
  readonly essence: string;
  /** The `charset` parameter, lower case, if there is one. */
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
  'application/openmetrics-text',
]);

/** What nearly every body of an API is. */
const JSON_TYPE: MediaType = { essence: 'application/json' };

/** The media type that the fields give; nothing if they give none, or one that cannot be read. */
export function mediaTypeOf(fields: readonly Field[]): MediaType | undefined {
  const value = fields.find((field) => isNamed(field, 'content-type'))?.value;
  if (value === 'application/json') return JSON_TYPE;
  const essence = value?.match(/^[ \t]*([^\s;,"/]+\/[^\s;,"/]+)/)?.[1]?.toLowerCase();
  if (value === undefined || essence === undefined) return undefined;
  const charset = value.match(/;[ \t]*charset=(?:"([^"]*)"|([^\s;,"]+))/i);
  const name = (charset?.[1] ?? charset?.[2])?.toLowerCase();
  return name === undefined ? { essence } : { essence, charset: name };
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
