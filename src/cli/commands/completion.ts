import type { Command } from 'commander';
import { candidates } from '../candidates.ts';
import { completionScript, type Shell } from '../completion-scripts.ts';
import { print } from '../print.ts';

/** `apilab completion <shell>`: the script that the shell is to read. */
export function completion(shell: Shell): void {
  print(completionScript(shell));
}

/** `apilab complete [words...]`: what fits at the cursor, one a line with a tab before what it is. */
export async function complete(program: Command, words: readonly string[]): Promise<void> {
  const fitting = await candidates(program, words);
  const lines = fitting.map(({ word, about }) => (about === '' ? word : `${word}\t${about}`));
  print(lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join(''));
}
