import { extname } from 'node:path';
import type { Document } from '../../report/document/document.ts';
import { UsageError } from '../ending/exit.ts';
import { outputFile } from './output-file.ts';

/** @throws UsageError if a name stands for no form of a document, or a file is named twice. */
export function checkDocumentNames(paths: readonly string[]): void {
  for (const [index, path] of paths.entries()) {
    if (paths.indexOf(path) < index) throw new UsageError(`${path} is named twice`);
    if (!['.html', '.md'].includes(extname(path).toLowerCase())) {
      throw new UsageError(`${path} cannot be written: its name ends in neither .html nor .md`);
    }
  }
}

/** Writes a document in the form of each name. @throws SurroundingsError if the file system refuses. */
export async function writeDocument(document: Document, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const text =
      extname(path).toLowerCase() === '.md'
        ? (await import('../../report/document/markdown.ts')).markdownDocument(document)
        : (await import('../../report/document/html.ts')).htmlDocument(document);
    const file = outputFile(path);
    try {
      file.write(text);
      file.finish?.();
    } finally {
      file.discard?.();
    }
  }
}
