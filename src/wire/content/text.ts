import type { Problem } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { contentProblems } from './problems.ts';

/** Content as text. */
export interface Text {
  readonly text: string;
  readonly problem?: Problem;
}

/**
 * Decodes content in its charset, UTF-8 if none is named; labels are those of the Encoding
 * Standard. `cut` says that the bytes may stop inside a character, which is then left out.
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined, cut: boolean): Text {
  if (!cut && (charset === undefined || charset === 'utf-8')) {
    const { text, valid } = decodeUtf8(bytes);
    return valid ? { text } : { text, problem: contentProblems.invalidText };
  }
  const decoder = decoderOf(charset ?? 'utf-8');
  if (decoder === undefined) {
    return { ...decodeText(bytes, 'utf-8', cut), problem: contentProblems.unknownCharset };
  }
  const text = decoder.decode(bytes, { stream: cut });
  if (!text.includes('\uFFFD') || isValid(bytes, decoder.encoding, cut)) return { text };
  return { text, problem: contentProblems.invalidText };
}

function decoderOf(charset: string, fatal = false): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset, { ignoreBOM: true, fatal });
  } catch {
    return undefined;
  }
}

/** Tells a U+FFFD that was sent from one that stands for invalid bytes. */
function isValid(bytes: Uint8Array, charset: string, cut: boolean): boolean {
  try {
    decoderOf(charset, true)?.decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
