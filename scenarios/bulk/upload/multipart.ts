import { type Head, readHead } from './part-head.ts';
import { Refused } from './refused.ts';

/** A part of a form. What it holds comes piece by piece, and has to be read before the next part. */
export interface Part extends Head {
  readonly content: AsyncIterable<Uint8Array>;
}

/** By default, the most parts of a form, and the most bytes of a part's head. */
export const FORM_LIMITS = { parts: 20, headBytes: 8 * 1024 };

const LINE_END = '\r\n';
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary of a form, by its media type (RFC 2046 §5.1.1); nothing if it is no form. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data[ \t]*;/i.test(contentType)) return undefined;
  const found = /;[ \t]*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))[ \t]*(?:;|$)/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
}

/**
 * Reads a form (RFC 7578) as it comes. Held in memory are a piece, what may be the beginning of a boundary,
 * and the head of one part, however long the form is.
 *
 * @throws Refused if it is no form, breaks off, or is longer than the limits
 */
export async function* readForm(
  pieces: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: typeof FORM_LIMITS = FORM_LIMITS,
): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`${LINE_END}--${boundary}`, 'latin1');
  const source = pieces[Symbol.asyncIterator]();
  // The first boundary may have no line end in front of it: here it has one.
  let held = Buffer.from(LINE_END);

  const more = async () => {
    const { done, value } = await source.next();
    if (done) throw new Refused(400, 'The form breaks off');
    held = Buffer.concat([held, value]);
  };
  const take = (count: number) => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  /** What comes before the next boundary, which is taken away. */
  async function* untilBoundary(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = held.indexOf(delimiter);
      // The last bytes may be the beginning of a boundary.
      const sure = at < 0 ? held.length - delimiter.length + 1 : at;
      if (sure > 0) yield take(sure);
      if (at >= 0) {
        take(delimiter.length);
        return;
      }
      await more();
    }
  }
  /** The rest of the line of a boundary: two hyphens close the form. */
  const isClosed = async () => {
    while (held.length < 2) await more();
    if (held.toString('latin1', 0, 2) === '--') return true;
    // Blanks may stand behind it, which were added on the way.
    for (let blanks = 0; ; blanks++) {
      while (held.length < 2) await more();
      if (held.toString('latin1', 0, 2) === LINE_END) break;
      if ((held[0] !== 0x20 && held[0] !== 0x09) || blanks > limits.headBytes) {
        throw new Refused(400, 'The boundary stands within a part');
      }
      take(1);
    }
    // The line end stays: it may end an empty head.
    return false;
  };
  const head = async () => {
    let end = held.indexOf(HEAD_END);
    while (end < 0) {
      if (held.length > limits.headBytes) throw new Refused(413, 'The head of a part is too long');
      await more();
      end = held.indexOf(HEAD_END);
    }
    if (end > limits.headBytes) throw new Refused(413, 'The head of a part is too long');
    return take(end + HEAD_END.length);
  };

  try {
    for await (const _preamble of untilBoundary());
    for (let count = 1; !(await isClosed()); count++) {
      if (count > limits.parts) {
        throw new Refused(413, 'The form has too many parts', { limitParts: limits.parts });
      }
      const content = once(readHead(await head()), untilBoundary());
      yield content;
      // What nobody read is passed over.
      for await (const _rest of content.content);
    }
    // Nothing that comes behind it means anything.
    while (!(await source.next()).done);
  } finally {
    await source.return?.();
  }
}

/** A part whose content is read as far as it goes: who stops early may be followed by who reads the rest. */
function once(head: Head, source: AsyncGenerator<Uint8Array>): Part {
  const next = () => source.next();
  return { ...head, content: { [Symbol.asyncIterator]: () => ({ next }) } };
}
