import { limits } from '../limits.ts';
import type { Problem } from '../types.ts';
import { CR, LF } from './characters.ts';
import type { Inlet } from './inlet.ts';
import { problems } from './problems.ts';

/**
 * Finds the end of a head or trailer section: the empty line. Each byte is looked at once, however
 * the stream is cut. Offsets count from the start of the stream.
 */
export class SectionScan {
  /** Where the section starts. */
  readonly start: number;
  /** Where the line that is being looked at starts. */
  lineStart: number;
  #scanned: number;
  /** Lines with something on them. */
  #lines = 0;
  readonly #hasStartLine: boolean;

  constructor(start: number, hasStartLine: boolean) {
    this.start = start;
    this.lineStart = start;
    this.#scanned = start;
    this.#hasStartLine = hasStartLine;
  }

  /** True once the start line was there as a whole. */
  get begun(): boolean {
    return this.#lines > 0;
  }

  /** `end` is behind the empty line; a problem means that `lineStart` begins a line past the caps. */
  scan(inlet: Inlet): 'more' | { readonly end: number } | Problem {
    const { bytes, base } = inlet;
    const stop = inlet.end;
    let at = this.#scanned - base;
    while (at < stop) {
      if (bytes[at] !== LF) {
        at++;
        continue;
      }
      const offset = base + at;
      const over = this.#over(offset);
      if (over !== undefined) return over;
      const length = offset - this.lineStart;
      const empty = length === 0 || (length === 1 && bytes[at - 1] === CR);
      if (empty && (this.#lines > 0 || !this.#hasStartLine)) return { end: offset + 1 };
      if (!empty) {
        const allowed = limits.fields + (this.#hasStartLine ? 1 : 0);
        if (this.#lines === allowed) return problems.tooManyFields;
        this.#lines++;
      }
      this.lineStart = offset + 1;
      at++;
    }
    this.#scanned = base + stop;
    return this.#over(base + stop) ?? 'more';
  }

  /** Which cap a line breaks whose LF stands at `offset` or later. */
  #over(offset: number): Problem | undefined {
    const lineCap = this.lineStart + limits.line;
    const sectionCap = this.start + limits.section;
    if (offset < lineCap && offset < sectionCap) return undefined;
    return lineCap <= sectionCap ? problems.lineTooLong : problems.sectionTooLong;
  }
}
