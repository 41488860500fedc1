import { cellCount } from '../report/terminal/cells.ts';

/** A shell command in lines that can be pasted as they stand. */
export interface ShellLines {
  readonly lines: readonly string[];
  /** False where a line begins inside a word, so that nothing may stand before it. */
  readonly mayIndent: boolean;
}

/** What ends a line that goes on in the next. */
const GOES_ON = ' \\';
const HANGING = '  ';

/**
 * Breaks a command into lines of at most `cells` cells: with a backslash at spaces outside quotes;
 * inside a word only where one is longer than a line.
 */
export function shellLines(command: string, cells: number): ShellLines {
  if (cellCount(command) <= cells) return { lines: [command], mayIndent: true };
  const lines: string[] = [];
  let mayIndent = true;
  let line = '';
  for (const word of withValues(shellWords(command), cells - GOES_ON.length - HANGING.length)) {
    const longer = line.trim() === '' ? line + word : `${line} ${word}`;
    if (cellCount(longer) <= cells - GOES_ON.length) {
      line = longer;
      continue;
    }
    if (line.trim() !== '') lines.push(line + GOES_ON);
    line = lines.length === 0 ? word : HANGING + word;
    if (cellCount(line) <= cells - GOES_ON.length) continue;
    const pieces = cutWord(line, cells - GOES_ON.length - 1);
    mayIndent = false;
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return { lines: [...lines, line], mayIndent };
}

/** Keeps an option together with its value, where both fit on a line. */
function withValues(words: readonly string[], cells: number): readonly string[] {
  const units: string[] = [];
  for (const word of words) {
    const option = units.at(-1) ?? '';
    const both = `${option} ${word}`;
    const isValue = /^-[^ ]*$/.test(option) && !word.startsWith('-');
    if (isValue && cellCount(both) <= cells) units[units.length - 1] = both;
    else units.push(word);
  }
  return units;
}

/** The words of a command with their quotes, split at the spaces that stand outside of them. */
function shellWords(command: string): readonly string[] {
  const words = [''];
  for (const { character, quote, escaped } of scanned(command)) {
    if (character === ' ' && quote === '' && !escaped) words.push('');
    else words.push((words.pop() ?? '') + character);
  }
  return words.filter((word) => word !== '');
}

/** Cuts a word with backslashes. In single quotes a backslash means itself, so they are closed before it. */
function cutWord(word: string, cells: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { character, quote, escaped } of scanned(word)) {
    const isSingle = quote === "'";
    if (!escaped && cellCount(piece + character) >= cells) {
      pieces.push(isSingle ? `${piece}'\\` : `${piece}\\`);
      piece = isSingle ? "'" : '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** A character of a command, the quotes that are open before it, and whether a backslash is. */
interface Scanned {
  readonly character: string;
  readonly quote: string;
  readonly escaped: boolean;
}

function* scanned(text: string): Generator<Scanned> {
  let quote = '';
  let escaped = false;
  for (const character of text) {
    yield { character, quote, escaped };
    if (escaped) escaped = false;
    else if (character === '\\' && quote !== "'") escaped = true;
    else if (character === quote) quote = '';
    else if (quote === '' && /["']/.test(character)) quote = character;
  }
}
