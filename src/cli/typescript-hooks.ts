/**
 * Module hooks for scenario files of the user's own: strips types from TypeScript, and lets
 * `apilab` name this program.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from '@swc/wasm-typescript';

const ownEntry = new URL('../index.js', import.meta.url).href;

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: true;
}

/** `import ... from 'apilab'` is this program, wherever the file lies. */
export function resolve<Context, Next>(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Next,
): Resolved | Next {
  if (specifier === 'apilab') return { url: ownEntry, shortCircuit: true };
  return next(specifier, context);
}

/** TypeScript loses its types and stays what it was otherwise, line by line. */
export function load<Context, Next>(
  url: string,
  context: Context,
  next: (url: string, context: Context) => Next,
): Loaded | Next {
  if (!/^file:.*(?<!\.d)\.m?ts$/.test(url)) return next(url, context);
  const filename = fileURLToPath(url);
  const source = readFileSync(filename, 'utf8');
  const { code } = swc.transformSync(source, { mode: 'strip-only', filename, module: true });
  return { format: 'module', source: code, shortCircuit: true };
}
