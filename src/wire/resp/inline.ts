/** The words of a line that somebody typed: separated by blanks; what stands in quotes is one (inline commands). */
export function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  for (const [, double, single, bare] of line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s]+)/g)) {
    words.push(double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '');
  }
  return words;
}
