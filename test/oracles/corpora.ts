import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a corpus: in `APILAB_CORPORA`, else beside the project; undefined where there is none. */
export function corpus(name: string): string | undefined {
  const roots = [process.env.APILAB_CORPORA, join(import.meta.dirname, '../../../shared/corpora')];
  return roots
    .flatMap((root) => (root === undefined ? [] : [join(root, name)]))
    .find((folder) => existsSync(folder));
}
