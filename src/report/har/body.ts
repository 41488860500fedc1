import { type Decoded, decodeContent } from '../../wire/content/codings.ts';
import { mediaTypeOf } from '../../wire/content/media-type.ts';
import type { Field } from '../../wire/types.ts';
import type { Body } from './exchange.ts';
import type { HarContent, HarPostData } from './types.ts';

/**
 * A response's body: text if it is text, else base64, content codings taken off. `cut` says that
 * the body broke off.
 */
export function contentOf(body: Body, fields: readonly Field[], cut: boolean): HarContent {
  const sent = body.bytes;
  const decoded = decodeContent(fields, sent, body.complete && !cut);
  const coded = decoded.codings.length > 0;
  const mimeType = typeOf(fields);
  const remarks = remarksOn(body, decoded, cut);
  return {
    size: body.complete || coded ? decoded.bytes.byteLength : body.byteLength,
    ...(coded && { compression: decoded.bytes.byteLength - sent.byteLength }),
    mimeType,
    ...(decoded.bytes.byteLength > 0 && written(decoded.bytes, fields, cut)),
    ...(remarks.length > 0 && { comment: remarks.join(' ') }),
  };
}

/** A request's body; nothing if there is none. */
export function postDataOf(body: Body, fields: readonly Field[]): HarPostData | undefined {
  const decoded = decodeContent(fields, body.bytes, body.complete);
  const { bytes } = decoded;
  if (bytes.byteLength === 0) return undefined;
  const { text, encoding } = written(bytes, fields, false);
  const isForm = mediaTypeOf(fields)?.essence === 'application/x-www-form-urlencoded';
  const params =
    isForm && encoding === undefined
      ? [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }))
      : [];
  const mimeType = typeOf(fields);
  const remarks = remarksOn(body, decoded, false);
  return {
    mimeType,
    text,
    params,
    ...(encoding && { _encoding: encoding }),
    ...(remarks.length > 0 && { comment: remarks.join(' ') }),
  };
}

/** What is to be said of a body that is not given as it was meant. */
function remarksOn(body: Body, decoded: Decoded, cut: boolean): readonly string[] {
  const [problem] = decoded.bare ? [] : decoded.nodes.flatMap((node) => node.problem ?? []);
  return [
    ...(body.complete ? [] : ['Only a part of it is in the transcript.']),
    ...(decoded.bare ? [] : ['A content coding is still on.']),
    ...(problem === undefined ? [] : [problem.text]),
    ...(decoded.truncated && body.complete && !cut ? ['Only its beginning.'] : []),
  ];
}

/** `x-unknown` is what browsers write if no type is named. */
function typeOf(fields: readonly Field[]): string {
  return fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'x-unknown';
}

function written(
  bytes: Uint8Array,
  fields: readonly Field[],
  cut: boolean,
): { readonly text: string; readonly encoding?: 'base64' } {
  const text = textOf(bytes, mediaTypeOf(fields)?.charset ?? 'utf-8', cut);
  if (text !== undefined) return { text };
  return { text: Buffer.from(bytes).toString('base64'), encoding: 'base64' };
}

/** The text of bytes; nothing if they are none in this charset, or hold what no text does. */
function textOf(bytes: Uint8Array, charset: string, cut: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    // Where the bytes break off, a character that is not whole at their end is left out.
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes, { stream: cut });
  } catch {
    // Either the charset is unknown or the bytes do not fit it: both mean base64.
    return undefined;
  }
}
