import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import { correctOf, withoutImports } from '../source/port.ts';
import { unifiedDiff } from '../source/unified-diff.ts';
import { filePage, type Page } from './page.ts';
import { sourcesOf } from './source.ts';

/**
 * What a naive variant does differently: the correct implementation of its port against the naive one,
 * or the naive file alone if no port corresponds, or where it is chosen if it has no file.
 */
export async function diffPage(
  entry: CatalogueEntry,
  variant: string,
  page: Page,
): Promise<string> {
  const { pattern, naive } = await sourcesOf(entry);
  const about = entry.variants[variant]?.about ?? '';
  const title = `${page.chalk.bold(`${entry.id}, ${variant}`)}  ${about}\n`;
  const wrong = naive.find(({ path }) => path.endsWith(`/naive/${variant}.ts`));
  if (wrong === undefined) {
    return `${title}\nIt has no file of its own: ${entry.file} says what it does differently.\n`;
  }
  const correct = correctOf(wrong, pattern);
  if (correct === undefined) return title + (await filePage(wrong.path, wrong.text, page));
  const hunks = unifiedDiff(correct.text, withoutImports(wrong.text));
  const lines = [
    `--- ${correct.path}`,
    `+++ ${wrong.path}`,
    ...hunks.flatMap(({ header, lines: changed }) => [header, ...changed]),
  ];
  return `${title}\n${lines.map((line) => painted(line, page)).join('\n')}\n`;
}

/** As terminals show differences: what goes red, what comes green. */
function painted(line: string, { chalk }: Page): string {
  if (/^(?:---|\+\+\+) /.test(line)) return chalk.bold(line);
  if (line.startsWith('@@')) return chalk.cyan(line);
  if (line.startsWith('-')) return chalk.red(line);
  return line.startsWith('+') ? chalk.green(line) : line;
}
