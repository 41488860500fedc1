import type { Screen } from '../screen/terminal.ts';

/** Tells on standard error how far the work is, beside what it prints. */
export function sayBeside(text: string, { plain }: Pick<Screen, 'plain'>): void {
  process.stderr.write(`${plain ? '' : '▸ '}${text}\n`);
}
