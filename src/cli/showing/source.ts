import { existsSync } from 'node:fs';
import { type CatalogueEntry, packageRoot } from '../../lab/catalogue/catalogue.ts';
import {
  type FileKind,
  kindOf,
  readWithImports,
  type SourceFile,
} from '../source/scenario-files.ts';
import { filePage, heading, type Page } from './page.ts';

/** The source of a scenario: a list of its files, the pattern, then how it is got wrong. */
export async function sourcePage(entry: CatalogueEntry, page: Page): Promise<string> {
  const { pattern, naive } = await sourcesOf(entry);
  const pages = [listed(pattern, naive, page), heading('The pattern', page)];
  for (const { path, text } of pattern) pages.push(await filePage(path, text, page));
  if (naive.length > 0) pages.push(heading('How it is got wrong', page));
  for (const { path, text } of naive) pages.push(await filePage(path, text, page));
  return pages.join('');
}

/** The files of a scenario in the order in which they are read, and the naive ones apart. */
export async function sourcesOf(entry: CatalogueEntry): Promise<{
  readonly pattern: readonly SourceFile[];
  readonly naive: readonly SourceFile[];
}> {
  const folder = entry.file.slice(0, entry.file.lastIndexOf('/') + 1);
  const serve = `${folder}serve.ts`;
  const roots = existsSync(new URL(serve, packageRoot)) ? [entry.file, serve] : [entry.file];
  const files = await readWithImports(roots);
  const ofKind = (kind: FileKind) => files.filter((file) => kindOf(file, folder) === kind);
  return {
    pattern: (['own', 'group', 'part', 'checks', 'setting', 'scenario'] as const).flatMap(ofKind),
    naive: ofKind('naive'),
  };
}

/** The files with their lengths, so that one knows what comes. */
function listed(
  pattern: readonly SourceFile[],
  naive: readonly SourceFile[],
  { chalk }: Page,
): string {
  const rows = [...pattern, ...naive].map(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return `  ${`${lines}`.padStart(4)} lines  ${path}`;
  });
  return `\n${chalk.bold('Files')}\n${rows.join('\n')}\n`;
}
