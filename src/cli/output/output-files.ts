import { extname } from 'node:path';
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

/**
 * Opens the files. If one of them cannot be, those before it are left as they were.
 *
 * @throws SurroundingsError if the file system refuses.
 */
export async function openOutputs(
  files: readonly OutputFile[],
  view: TerminalOptions,
): Promise<readonly Sink[]> {
  const sinks: Sink[] = [];
  try {
    for (const { path, format } of files) {
      sinks.push(await sinkFor(format, view, outputFile(path)));
    }
    return sinks;
  } catch (error) {
    for (const sink of sinks) sink.discard();
    throw error;
  }
}
