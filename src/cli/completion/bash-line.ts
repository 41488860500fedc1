// Words as bash reads them (Bash Reference Manual §3.1.2), a quote at the end maybe still open.
const word = /(?:'[^']*'?|"(?:\\.|[^"\\])*"?|\\.?|[^\s'"\\])+/gs;
const quotedPart = /'([^']*)'?|"((?:\\.|[^"\\])*)"?|\\(.?)/gs;
const closedPart = /'[^']*'|"(?:\\.|[^"\\])*"|\\./gs;

/** The words of a line as they were typed; the last one is empty if a blank stands before the cursor. */
export function typedWords(line: string): readonly string[] {
  const words = line.match(word) ?? [];
  const last = words.at(-1);
  return last !== undefined && line.endsWith(last) ? words : [...words, ''];
}

/** What a word says without its quotes and backslashes. */
export function unquoted(typed: string): string {
  return typed.replace(
    quotedPart,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\([$`"\\])/g, '$1') ?? escaped ?? '',
  );
}

/**
 * What readline is to write at the cursor so that the word there becomes `meant`.
 *
 * @param typed the word at the cursor as it was typed
 * @param replaced its end, which readline replaces: for readline a word also begins after `=`, `:` and an open quote
 */
export function replacement(meant: string, typed: string, replaced: string): string {
  const kept = typed.slice(0, typed.length - replaced.length);
  const rest = meant.slice(unquoted(kept).length);
  const [open] = /['"]/.exec(typed.replace(closedPart, '')) ?? [];
  if (open === "'") return rest.replaceAll("'", "'\\''");
  if (open === '"') return rest.replace(/[$`"\\]/g, '\\$&');
  return rest.replace(/[\s!"#$&'()*;<>?[\\\]^`{|}~]/g, '\\$&');
}
