import { cardOutlines } from '../../content/deck.ts';
import { readGroups } from '../../content/groups.ts';
import { lessonOutlines } from '../../content/lessons.ts';
import { printed } from '../../dialogue/look.ts';
import { progressRows } from '../../known/screen.ts';
import { summaryOf } from '../../known/summary.ts';
import { decode } from '../../progress/decode.ts';
import { noProgress, type Progress } from '../../progress/progress.ts';
import { ProgressError } from '../../progress/progress-error.ts';
import { readProgress } from '../../progress/read.ts';
import { parseProgress } from '../../progress/shape.ts';
import { textOf } from '../../progress/store.ts';
import { count } from '../../quiz/due.ts';
import { safeText } from '../../text/safe-text.ts';
import { wrap } from '../../text/wrap.ts';
import { notice } from '../ending/error-line.ts';
import { cannotWrite, SurroundingsError, UsageError } from '../ending/exit.ts';
import { endAsLeft } from '../ending/leaving.ts';
import type { Stop } from '../ending/signals.ts';
import { suggestion } from '../finding/nearest.ts';
import { openOwnProgress } from '../live/own-progress.ts';
import { outputFile } from '../output/output-file.ts';
import { printInPages } from '../output/pages.ts';
import { print } from '../output/print.ts';
import { type Asking, openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';
import { inputName, readInput } from '../typed/read-input.ts';

/** What `apilab progress` can do besides showing it. */
const commands = ['path', 'export', 'import', 'reset'];

/** `apilab progress`: what is known, what is weak, what comes next. */
export async function showProgress(
  typed: string | undefined,
  { json }: { readonly json?: boolean },
  asking: Asking,
  stop: Stop,
): Promise<void> {
  try {
    if (typed !== undefined) {
      const near = suggestion(typed, commands);
      throw new UsageError(`there is no command 'progress ${typed}'${near}`);
    }
    const now = new Date();
    const summary = summaryOf({
      groups: await readGroups(),
      lessons: await lessonOutlines(),
      deck: await cardOutlines(),
      progress: openOwnProgress().read(),
      now,
    });
    if (json) return print(`${JSON.stringify(summary, null, 2)}\n`);
    const look = screen(asking);
    await printInPages(printed(progressRows(summary, now, look), look), asking, stop);
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    stop.release();
  }
}

/** `apilab progress path`: where progress is kept. */
export function progressPath(): void {
  print(`${openOwnProgress().path}\n`);
}

/**
 * `apilab progress export`: what is kept, as JSON. What cannot be read stays as it is, and nothing is
 * exported, so that a copy that is kept is a good one.
 */
export function exportProgress({ output }: { readonly output?: string }): void {
  const text = textOf(keptProgress());
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
export async function importProgress(file: string): Promise<void> {
  if (file === '-' && process.stdin.isTTY) {
    const end = process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D';
    say([`Paste an export here, and end it with ${end} on a line of its own.`]);
  }
  const progress = parsed(file, decode(await readInput(file)));
  const { path, aside } = replace(progress, 'import');
  say([
    `Imported: ${contents(progress) ?? 'nothing learned yet'}. Progress is kept in ${path}.`,
    ...(aside === undefined ? [] : [`What was there before is now ${aside}.`]),
  ]);
}

/** `apilab progress reset`: starts over; what was kept stays beside it. */
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
        : `You start over. What was there before is now ${aside}.`,
    ]);
  } catch (error) {
    endAsLeft(error, stop);
  } finally {
    stop.release();
  }
}

/** @throws UsageError if nobody can be asked. */
async function isMeant(asking: Asking, stop: Stop): Promise<boolean> {
  const dialogue = openDialogue(asking, stop);
  if (dialogue === undefined) {
    throw new UsageError('nobody can be asked here: apilab progress reset --yes starts over');
  }
  try {
    const consequence = ofReset();
    const told = safeText(consequence ?? 'There is no progress to reset.');
    dialogue.say(`${wrap(told, dialogue.width).join('\n')}\n`);
    if (consequence === undefined) return false;
    const key = await dialogue.ask([
      { key: 'y', does: 'start over' },
      { key: 'n', does: 'leave it' },
      { key: 'q', does: 'leave it', silent: true },
    ]);
    return key === 'y';
  } finally {
    dialogue.close();
  }
}

/** What a reset does to what is kept; nothing if that is nothing. */
function ofReset(): string | undefined {
  try {
    const kept = contents(readProgress());
    return kept && `This starts over. What you have so far is put aside in a file: ${kept}.`;
  } catch (error) {
    if (!(error instanceof ProgressError) || error.code === 'unreadable') throw error;
    return `This starts over. What is kept cannot be read (${error.message}); it is put aside.`;
  }
}

/** @throws SurroundingsError if what is kept cannot be read. */
function keptProgress(): Progress {
  try {
    return readProgress();
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    throw new SurroundingsError(`nothing is exported: ${error.message}`, { cause: error });
  }
}

function replace(progress: Progress, why: 'import' | 'reset') {
  const store = openOwnProgress();
  try {
    return { path: store.path, aside: store.replace(progress, why) };
  } catch (error) {
    throw cannotWrite(store.path, error);
  }
}

/** @throws UsageError if it is no progress. */
function parsed(file: string, text: string): Progress {
  try {
    return parseProgress(text);
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error;
    const wrong = error.code === 'later-version' ? 'cannot be imported' : 'is not apilab progress';
    throw new UsageError(`${inputName(file)} ${wrong}: ${error.message}`, { cause: error });
  }
}

/** What progress holds, in words: `1 lesson and 12 cards`. */
function contents({ cards, lessons }: Progress): string | undefined {
  const parts = [
    count(Object.keys(lessons).length, 'lesson'),
    count(Object.keys(cards).length, 'card'),
  ].filter((part) => !part.startsWith('0 '));
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

function say(sentences: readonly string[]): void {
  process.stderr.write(sentences.map(notice).join(''));
}
