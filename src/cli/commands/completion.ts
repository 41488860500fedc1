import type { Command } from 'commander';
import { replacement, typedWords, unquoted } from '../completion/bash-line.ts';
import { candidates } from '../completion/candidates.ts';
import { completionScript, type Shell } from '../completion/scripts.ts';
import { print } from '../output/print.ts';

/** `apilab completion <shell>`: the script that the shell is to read. */
export function completion(shell: Shell): void {
  print(completionScript(shell));
}

/**
 * `apilab complete [words...]`: what fits at the cursor, one a line with a tab before what it is. An
 * empty line says that the name of a file fits.
 */
export async function complete(program: Command, words: readonly string[]): Promise<void> {
  const fitting = await candidates(program, words);
  printLines(fitting.map(({ word, about }) => (about === '' ? word : `${word}\t${about}`)));
}

/**
 * `apilab complete-bash <line> <replaced>`: what fits at the end of a line, as bash is to write it in
 * the place of the line's last few characters.
 */
export async function completeBash(
  program: Command,
  [line = '', replaced = '']: readonly string[],
): Promise<void> {
  const words = typedWords(line);
  const typed = words.at(-1) ?? '';
  if (!typed.endsWith(replaced)) return;
  const fitting = await candidates(program, words.slice(1).map(unquoted));
  printLines(fitting.map(({ word }) => replacement(word, typed, replaced)));
}

function printLines(lines: readonly string[]): void {
  print(lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join(''));
}
