import { linked, type Question, type WrittenChoice } from './choice.ts';
import { isCompiled, stored } from './stored.ts';

/** The first question of `apilab choose`, with all that its answers lead to. */
export async function readChoice(): Promise<Question> {
  if (isCompiled) return linked(await stored<WrittenChoice>('choose'));
  const { readWrittenChoice } = await import('./written/read-choice.ts');
  return linked((await readWrittenChoice()).choice);
}
