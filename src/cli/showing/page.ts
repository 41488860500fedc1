import type { ChalkInstance } from 'chalk';
import { highlight } from '../output/highlight.ts';
import type { Screen } from '../screen/terminal.ts';

/** How source is shown. */
export interface Page extends Screen {
  readonly chalk: ChalkInstance;
}

/** A heading over source files. */
export function heading(text: string, { chalk }: Page): string {
  return `\n${chalk.bold(text)}\n`;
}

/** The line above a file, with its name. */
export function fileRule(path: string, { plain, chalk, width }: Page): string {
  if (plain) return `File ${path}:`;
  return chalk.dim(`── ${path} ${'─'.repeat(Math.max(2, width - path.length - 4))}`);
}

/** A file below its name. */
export async function filePage(path: string, text: string, page: Page): Promise<string> {
  return `\n${fileRule(path, page)}\n${await highlight(text, page.chalk)}`;
}
