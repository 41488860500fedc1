import { type Screen, screen } from '../screen/terminal.ts';

/** Tells on standard error how far the work is, beside what it prints. */
export function sayBeside(text: string, { plain }: Pick<Screen, 'plain'> = screen()): void {
  process.stderr.write(`${plain ? '' : '▸ '}${text}\n`);
}
