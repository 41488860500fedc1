/** Ranges of code points two cells wide: East Asian Width W and F, Unicode Standard Annex #11. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const onlyNarrow = /^[\x20-\x7e\u00a0-\u02ff]*$/;
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;
const wideEmoji = /^\p{Emoji_Presentation}$/u;
const emojiVariation = 0xfe0f;

/**
 * How many cells of a terminal a text takes. Counts what every terminal needs at most: a joined
 * emoji counts as its parts, because older terminals show them side by side.
 */
export function cellCount(text: string): number {
  if (onlyNarrow.test(text)) return text.length;
  let cells = 0;
  for (const [, width] of measured(text)) cells += width;
  return cells;
}

/** Whether a text takes more than `cells` cells; looks no further than it must. */
export function isWider(text: string, cells: number): boolean {
  let used = 0;
  for (const [, width] of measured(text)) {
    used += width;
    if (used > cells) return true;
  }
  return false;
}

/** Splits a text so that the first part takes at most `cells` cells; marks stay with their letter. */
export function splitAtCells(text: string, cells: number): readonly [string, string] {
  let used = 0;
  let index = 0;
  for (const [character, width] of measured(text)) {
    used += width;
    if (used > cells) break;
    index += character.length;
  }
  return [text.slice(0, index), text.slice(index)];
}

/** How many marks a letter may carry; each one more counts as a cell, or a row could be megabytes long. */
const MOST_MARKS = 8;

/** The characters of a text, each with the cells it takes. */
function* measured(text: string): Iterable<readonly [character: string, cells: number]> {
  let marks = 0;
  for (const character of text) {
    const cells = cellsOf(character);
    marks = cells === 0 ? marks + 1 : 0;
    yield [character, marks > MOST_MARKS ? 1 : cells];
  }
}

function cellsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  // It may turn the narrow sign before it into a wide emoji.
  if (code === emojiVariation) return 1;
  if (zeroWidth.test(character)) return 0;
  if (wideEmoji.test(character)) return 2;
  return wideRanges.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
