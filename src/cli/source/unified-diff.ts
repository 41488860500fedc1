/** How many equal lines are shown around a difference. */
const CONTEXT = 3;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** A part of a difference: its lines, and where they stand in both texts, from 1. */
export interface Hunk {
  readonly header: string;
  readonly lines: readonly string[];
}

/** What differs between two texts, line by line, as `diff -u` shows it. */
export function unifiedDiff(before: string, after: string): readonly Hunk[] {
  const lines = differences(linesOf(before), linesOf(after));
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const hunks: Hunk[] = [];
  for (let first = 0; first < changed.length; ) {
    let last = first;
    // Differences that lie close together share what stands between them.
    while ((changed[last + 1] ?? Number.POSITIVE_INFINITY) - (changed[last] ?? 0) <= 2 * CONTEXT)
      last++;
    const from = Math.max(0, (changed[first] ?? 0) - CONTEXT);
    const to = Math.min(lines.length, (changed[last] ?? 0) + CONTEXT + 1);
    hunks.push(hunk(lines, from, to));
    first = last + 1;
  }
  return hunks;
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

function hunk(lines: readonly Line[], from: number, to: number): Hunk {
  const counted = (sign: '-' | '+', part: readonly Line[]) =>
    part.filter((line) => line.sign === sign || line.sign === ' ').length;
  const before = lines.slice(0, from);
  const part = lines.slice(from, to);
  const place = (sign: '-' | '+') => `${sign}${counted(sign, before) + 1},${counted(sign, part)}`;
  return {
    header: `@@ ${place('-')} ${place('+')} @@`,
    lines: part.map(({ sign, text }) => `${sign}${text}`),
  };
}

/** The longest common subsequence of both, with what one has alone between its lines. */
function differences(before: readonly string[], after: readonly string[]): readonly Line[] {
  // common[i][j]: how many lines are common from line i of one and line j of the other on.
  const common: number[][] = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const length = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const row = common[i] ?? [];
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] =
        before[i] === after[j]
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const lines: Line[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [left, right] = [before[i], after[j]];
    if (left !== undefined && left === right) {
      lines.push({ sign: ' ', text: left });
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined || length(i + 1, j) >= length(i, j + 1))
    ) {
      lines.push({ sign: '-', text: left });
      i++;
    } else {
      lines.push({ sign: '+', text: right ?? '' });
      j++;
    }
  }
  return lines;
}
