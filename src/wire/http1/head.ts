import type { Field } from '../types.ts';
import { CR, LF } from './characters.ts';
import { type Controls, controlsOf } from './controls.ts';
import { addLineEnd, readFields } from './fields.ts';
import { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** What a head says, in either direction. */
export interface Head<Line> {
  /** Offset of its first byte, empty lines before the start line included. */
  readonly start: number;
  readonly line: Line;
  readonly fields: readonly Field[];
  readonly controls: Controls;
  readonly parts: Parts;
  /** Index of the start line's first node. */
  readonly first: number;
}

/** Reads a start line from `text`, from `start` to `end`; nothing comes back if it is none. */
export type StartLineReading<Line> = (
  text: string,
  start: number,
  end: number,
  base: number,
  parts: Parts,
) => Line | undefined;

/**
 * Reads a head from `text`, its bytes as Latin-1, up to its empty line or to where it breaks off.
 * `base` is its offset in the stream. Nothing comes back if the start line cannot be read.
 */
export function readHead<Line>(
  text: string,
  base: number,
  readLine: StartLineReading<Line>,
): Head<Line> | undefined {
  const parts = new Parts();
  const start = emptyLinesEnd(text);
  if (start > 0) {
    const isBare = text.charCodeAt(start - 1) === CR;
    const problem = isBare ? problems.bareCr : problems.leadingEmptyLine;
    parts.bad('http1.empty-lines', base, base + start, problem);
  }
  const lf = text.indexOf('\n', start);
  if (lf < 0) return undefined;
  const end = text.charCodeAt(lf - 1) === CR ? lf - 1 : lf;
  const first = parts.nodes.length;
  const line = readLine(text, start, end, base, parts);
  if (line === undefined) return undefined;
  addLineEnd(text, end, lf + 1, base, parts.nodes, parts);
  const fields = readFields(text, lf + 1, base, 'http1.field', parts);
  return { start: base, line, fields, controls: controlsOf(fields), parts, first };
}

/** Index of the first character that is not part of an empty line, be it a bare CR. */
function emptyLinesEnd(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) === LF || text.charCodeAt(at) === CR) at++;
  return at;
}
