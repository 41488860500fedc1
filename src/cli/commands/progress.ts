import { readFileSync } from 'node:fs';
import { noProgress, type Progress } from '../../progress/progress.ts';
import { ProgressError } from '../../progress/progress-error.ts';
import { parseProgress } from '../../progress/shape.ts';
import { openProgress, textOf } from '../../progress/store.ts';
import { count } from '../../quiz/due.ts';
import { safeText } from '../../report/terminal/safe-text.ts';
import { cannotWrite, SurroundingsError, UsageError } from '../exit.ts';
import { endAsLeft } from '../leaving.ts';
import { outputFile } from '../output-file.ts';
import { print } from '../print.ts';
import { type Asking, seat } from '../seat.ts';
import type { Stop } from '../signals.ts';

/** `apilab progress path`: where progress is kept. */
export function progressPath(): void {
  print(`${openProgress().path}\n`);
}

/** `apilab progress export`: what is kept, as JSON. */
export function exportProgress({ output }: { readonly output?: string }): void {
  const text = textOf(openProgress().read());
  if (output === undefined) {
    print(text);
    return;
  }
  const file = outputFile(output);
  try {
    file.write(text);
    file.finish?.();
  } finally {
    file.discard?.();
  }
}

/** `apilab progress import`: other progress in the place of what is kept, which stays beside it. */
export function importProgress(file: string): void {
  const progress = parsed(file, readInput(file));
  const { path, aside } = replace(progress, 'import');
  say([
    `${contents(progress)} imported; progress is kept in ${path}.`,
    ...(aside === undefined ? [] : [`What was there before is now ${aside}.`]),
  ]);
}

/** `apilab progress reset`: begins anew; what was kept stays beside it. */
export async function resetProgress(
  { yes }: { readonly yes?: boolean },
  asking: Asking,
  stop: Stop,
): Promise<void> {
  try {
    if (!yes && !(await isMeant(asking, stop))) return;
    const { aside } = replace(noProgress, 'reset');
    say([
      aside === undefined
        ? 'There was no progress to reset.'
        : `You begin anew. What was there before is now ${aside}.`,
    ]);
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    stop.release();
  }
}

/** @throws UsageError where nobody can be asked. */
async function isMeant(asking: Asking, stop: Stop): Promise<boolean> {
  const dialogue = seat(asking, stop);
  if (dialogue === undefined) {
    throw new UsageError('nobody can be asked here: apilab progress reset --yes begins anew');
  }
  try {
    const kept = contents(openProgress().read());
    dialogue.say(`${safeText(`This begins anew, without ${kept}.`)}\n`);
    const key = await dialogue.ask([
      { key: 'y', does: 'begin anew' },
      { key: 'n', does: 'leave it' },
      { key: 'q', does: 'leave it', silent: true },
    ]);
    return key === 'y';
  } finally {
    dialogue.close();
  }
}

function replace(progress: Progress, why: 'import' | 'reset') {
  const store = openProgress();
  try {
    return { path: store.path, aside: store.replace(progress, why) };
  } catch (error) {
    throw cannotWrite(store.path, error);
  }
}

function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SurroundingsError(`${file} cannot be read: ${reason}`, { cause: error });
  }
}

function parsed(file: string, text: string): Progress {
  try {
    return parseProgress(text);
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    const name = file === '-' ? 'what was read' : file;
    throw new UsageError(`${name} is no progress of apilab: ${error.message}`, { cause: error });
  }
}

function contents({ cards, lessons }: Progress): string {
  const parts = [
    count(Object.keys(cards).length, 'card'),
    count(Object.keys(lessons).length, 'lesson'),
  ];
  return parts.join(' and ');
}

function say(sentences: readonly string[]): void {
  process.stderr.write(sentences.map((sentence) => `${safeText(sentence)}\n`).join(''));
}
