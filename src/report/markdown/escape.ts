import { safeText } from '../../text/safe-text.ts';

/** Signs that mean something to GitHub-flavoured Markdown wherever they stand. */
const signs = /[\\`*_[\]~|$@]/g;
const markup = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
]);

/** Text on one line that stays text: no markup, no HTML, no link, whatever it holds. */
export function markdownText(raw: string): string {
  return (
    safeText(raw)
      .replace(/[<>&]/g, (sign) => markup.get(sign) ?? sign)
      .replace(signs, '\\$&')
      // What would begin a heading, a list, a rule or a quotation.
      .replace(/^(\s*)([-+=#]|\d+(?=[.)]))/, (_, space: string, sign: string) =>
        /\d/.test(sign) ? `${space}${sign}\u200b` : `${space}\\${sign}`,
      )
      // A bare address would become a link by itself.
      .replace(/:\/\//g, ':\u200b//')
      .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}\u200b.`)
  );
}

/** Text as a code span, in a table too. */
export function markdownCode(raw: string): string {
  const text = safeText(raw).replace(/\|/g, '\\|');
  if (text.trim() === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const edge = /^[`\s]|[`\s]$/.test(text) ? ' ' : '';
  return `${fence}${edge}${text}${edge}${fence}`;
}

/** Lines as a fenced block that nothing in them can close. */
export function fencedBlock(language: string, lines: readonly string[]): string {
  const longest = Math.max(0, ...lines.map(longestRun));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** A table; its cells are Markdown already, without line ends. */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = rows.map((row) => columns.map((_, index) => row[index] ?? ''));
  return [line(columns), line(columns.map(() => '---')), ...padded.map(line)].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
