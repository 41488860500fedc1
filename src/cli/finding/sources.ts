import { readFile } from 'node:fs/promises';
import { packageRoot } from '../../lab/catalogue/catalogue.ts';

/** A source file that a scenario is made of. */
export interface SourceFile {
  /** Relative to the package, such as `scenarios/sse/price-feed.ts`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a scenario's source and that of the servers, clients and stores beside it, in the order in
 * which they are imported.
 */
export async function readSources(file: string): Promise<readonly SourceFile[]> {
  const seen = new Set<string>();
  const files: SourceFile[] = [];
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path) || !path.startsWith('scenarios/')) return;
    seen.add(path);
    const text = await readFile(new URL(path, packageRoot), 'utf8');
    files.push({ path, text });
    for (const [, target] of text.matchAll(/\bfrom '(\.[^']+)'/g)) {
      if (target) await visit(new URL(target, `file:///${path}`).pathname.slice(1));
    }
  };
  await visit(file);
  return files;
}
