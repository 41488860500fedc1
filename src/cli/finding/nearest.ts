/**
 * The word most like `typed`, if one is alike enough to be meant: of three letters two must be right.
 * Upper and lower case are the same.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const meant = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.round(meant.length / 3) + 1;
  for (const word of words) {
    const known = word.toLowerCase();
    const isPart = meant.length >= 3 && known.includes(meant);
    const away = isPart ? 1 : distance(meant, known);
    if (away < bestDistance) {
      bestDistance = away;
      best = word;
    }
  }
  return best;
}

/**
 * `; did you mean 'x'?` if a near word exists, else `; there are: x, y` or nothing.
 *
 * @param listed the words to list where none is near; the same words, if they are few.
 */
export function suggestion(
  typed: string,
  words: readonly string[],
  listed: readonly string[] = words.length <= 12 ? words : [],
): string {
  const word = nearest(typed, words);
  if (word !== undefined) return `; did you mean '${word}'?`;
  return listed.length > 0 ? `; there are: ${listed.join(', ')}` : '';
}

/** Edits between two words: insert, delete, replace, swap neighbours (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replace = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, cell(i - 1, j) + 1, cell(i, j - 1) + 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(cell(i, j), cell(i - 2, j - 2) + 1);
    }
  }
  return cell(a.length, b.length);
}
