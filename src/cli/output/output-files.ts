import { extname } from 'node:path';
import type { StepChoice } from '../../report/excerpt/step-choice.ts';
import type { TerminalOptions } from '../../report/index.ts';
import { UsageError } from '../ending/exit.ts';
import { fileEndings, fileForms } from './file-forms.ts';
import { outputFile } from './output-file.ts';
import { type Format, type PrintFormat, type Sink, sinkFor } from './sinks.ts';

/** A file that is to be written, and in which form. */
export interface OutputFile {
  readonly path: string;
  readonly format: Format;
}

/**
 * Reads what `-o` named. A name without an extension, such as a pipe's, takes the form that is printed.
 *
 * @throws UsageError if an extension stands for no form, or a file is named twice.
 */
export function outputFiles(paths: readonly string[], printed: PrintFormat): readonly OutputFile[] {
  const twice = paths.find((path, n) => paths.indexOf(path) < n);
  if (twice !== undefined) throw new UsageError(`${twice} is named twice`);
  return paths.map((path) => {
    const extension = extname(path).toLowerCase();
    const format = extension === '' ? printed : fileForms.get(extension);
    if (format !== undefined) return { path, format };
    throw new UsageError(
      `${path} cannot be written: '${extension}' is none of ${fileEndings(', ')}`,
    );
  });
}

/** What cannot be had of some steps, and what to do instead. */
const onlyWhole: Partial<Record<Format, string>> = {
  ndjson: 'a transcript holds the whole run; apilab replay takes --steps, too',
  junit: 'it reports the checks of whole runs',
  json: 'it reports the checks of whole runs',
  pcapng: 'its packets cannot be read without those before them; .har can hold some steps',
};

/** @throws UsageError if a form, printed or written, holds whole runs only, and some steps were named. */
export function refuseWholeForms(
  files: readonly OutputFile[],
  printed: PrintFormat = 'pretty',
): void {
  for (const { path, format } of [{ path: `--format ${printed}`, format: printed }, ...files]) {
    const why = onlyWhole[format];
    if (why !== undefined) throw new UsageError(`--steps does not go with ${path}: ${why}`);
  }
}

/**
 * Opens the files. If one of them cannot be, those before it are left as they were.
 *
 * @throws SurroundingsError if the file system refuses.
 */
export async function openOutputs(
  files: readonly OutputFile[],
  view: TerminalOptions,
  steps?: StepChoice,
): Promise<readonly Sink[]> {
  const sinks: Sink[] = [];
  try {
    for (const { path, format } of files) {
      sinks.push(await sinkFor(format, view, outputFile(path), steps));
    }
    return sinks;
  } catch (error) {
    for (const sink of sinks) sink.discard();
    throw error;
  }
}
