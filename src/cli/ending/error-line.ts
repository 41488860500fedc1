import { safeText } from '../../text/safe-text.ts';
import { wrap } from '../../text/wrap.ts';

/** Where the second line of a message begins, in columns. */
const INDENT = 2;

/**
 * What went wrong, as standard error shows it. In a terminal it is broken between words; anywhere else
 * a message stays on its line. An error may quote what a server sent, so its text is made safe.
 */
export function errorLine(text: string): string {
  const lines = `apilab: ${text}`.split('\n').map(safeText);
  return `${lines.flatMap((line) => fitted(line, INDENT)).join('\n')}\n`;
}

/** A sentence on standard error that tells of no error, broken as an error is. */
export function notice(sentence: string): string {
  return `${fitted(safeText(sentence), 0).join('\n')}\n`;
}

/** A line as standard error can show it: broken if that is a terminal. */
function fitted(line: string, indent: number): readonly string[] {
  const { isTTY, columns } = process.stderr;
  return isTTY ? broken(line, Math.max(20, columns), indent) : [line];
}

/** A line of a stack or of a list begins with spaces, and stays as it is. */
function broken(line: string, columns: number, indent: number): readonly string[] {
  if (line === '' || line.startsWith(' ')) return [line];
  const [first = '', ...rest] = wrap(line, columns);
  if (rest.length === 0) return [first];
  const margin = ' '.repeat(indent);
  return [first, ...wrap(rest.join(' '), columns - indent).map((each) => margin + each)];
}
