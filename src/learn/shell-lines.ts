import { cellCount } from '../text/cells.ts';

/** A shell command in lines that can be pasted as they stand. */
export interface ShellLines {
  readonly lines: readonly string[];
  /** False if a line begins inside a word, so that nothing may stand before it. */
  readonly mayIndent: boolean;
}

/** What ends a line that goes on in the next. */
const GOES_ON = ' \\';
const HANGING = '  ';

/**
 * Breaks a command into lines of at most `cells` cells: with a backslash at spaces outside quotes;
 * inside a word only if one is longer than a line.
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

/** Keeps an option together with its value, if both fit on a line. */
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

/** The words of a command with their quotes, split at the spaces that stand outside of them and of `$( … )`. */
function shellWords(command: string): readonly string[] {
  const words = [''];
  for (const { character, inside, escaped } of scanned(command)) {
    if (character === ' ' && inside === undefined && !escaped) words.push('');
    else words.push((words.pop() ?? '') + character);
  }
  return words.filter((word) => word !== '');
}

/** Cuts a word with backslashes. In single quotes a backslash means itself, so they are closed before it. */
function cutWord(word: string, cells: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { character, inside, escaped } of scanned(word)) {
    const isSingle = inside === "'";
    if (!escaped && cellCount(piece + character) >= cells) {
      pieces.push(isSingle ? `${piece}'\\` : `${piece}\\`);
      piece = isSingle ? "'" : '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** What a shell is inside of: quotes, or the parentheses of `$( … )`, in which quotes begin anew. */
type Enclosure = "'" | '"' | '(';

/** A character of a command, what is open before it, and whether a backslash is. */
interface Scanned {
  readonly character: string;
  /** The innermost enclosure; absent if a space ends a word. */
  readonly inside?: Enclosure;
  readonly escaped: boolean;
}

function* scanned(text: string): Generator<Scanned> {
  const open: Enclosure[] = [];
  let escaped = false;
  let former = '';
  for (const character of text) {
    const inside = open.at(-1);
    yield { character, escaped, ...(inside && { inside }) };
    if (escaped) {
      escaped = false;
      former = '';
      continue;
    }
    if (character === '\\' && inside !== "'") escaped = true;
    else if (character === closing(inside)) open.pop();
    else if (opens(character, former, inside)) open.push(character);
    former = character;
  }
}

function closing(inside: Enclosure | undefined): string | undefined {
  return inside === '(' ? ')' : inside;
}

function opens(
  character: string,
  former: string,
  inside: Enclosure | undefined,
): character is Enclosure {
  if (inside === "'") return false;
  if (character === '(') return former === '$' || inside === '(';
  return character === '"' || (character === "'" && inside !== '"');
}
