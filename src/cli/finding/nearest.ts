/** How long a word or a beginning must be that is taken to be a part of a longer one. */
const SHORTEST_PART = 3;
/** The most edits between what was typed and what may be meant. */
const MOST_EDITS = 3;

/**
 * The word most like `typed`, if one is alike enough to be meant: an edit for each four letters, or a word
 * of it that was typed whole or begun. Upper and lower case are the same.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const meant = typed.trim().toLowerCase();
  if (meant === '') return undefined;
  let best: string | undefined;
  let bestDistance = mostEdits(meant) + 1;
  for (const word of words) {
    const known = word.toLowerCase();
    const away = isPartOf(meant, known) ? 0.5 : distance(meant, known);
    if (away < bestDistance) {
      bestDistance = away;
      best = word;
    }
  }
  return best;
}

function mostEdits({ length }: string): number {
  return Math.min(MOST_EDITS, Math.max(1, Math.floor(length / 4)));
}

/** Whether a word of a longer name begins so: `retry` in `retry-after`, and not `sse` in `compressed`. */
function isPartOf(typed: string, known: string): boolean {
  if (typed.length < SHORTEST_PART || typed.length === known.length) return false;
  const at = known.indexOf(typed);
  return at === 0 || (at > 0 && /[^\p{L}\p{N}]/u.test(known[at - 1] ?? ''));
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
