import { safeText } from '../report/terminal/safe-text.ts';
import { wrap } from './wrap.ts';

/** Where the second line of a message begins, in columns. */
const INDENT = 2;

/**
 * What went wrong, as standard error shows it. In a terminal it is broken between words; anywhere else
 * a message stays on its line. An error may quote what a server sent, so its text is made safe.
 */
export function errorLine(text: string): string {
  const { isTTY, columns } = process.stderr;
  const lines = `apilab: ${text}`.split('\n').map(safeText);
  return `${lines.flatMap((line) => (isTTY ? broken(line, Math.max(20, columns)) : [line])).join('\n')}\n`;
}

/** A line of a stack or of a list begins with spaces, and stays as it is. */
function broken(line: string, columns: number): readonly string[] {
  if (line === '' || line.startsWith(' ')) return [line];
  const [first = '', ...rest] = wrap(line, columns);
  if (rest.length === 0) return [first];
  const margin = ' '.repeat(INDENT);
  return [first, ...wrap(rest.join(' '), columns - INDENT).map((each) => margin + each)];
}
