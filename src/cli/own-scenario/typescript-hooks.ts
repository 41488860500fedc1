/**
 * Module hooks for scenario files of the user's own: strips types from TypeScript, and lets
 * `apilab` name this program.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import swc from '@swc/wasm-typescript';

const ownEntry = new URL('../../index.js', import.meta.url).href;

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
  return { format: 'module', source: withoutTypes(source, filename), shortCircuit: true };
}

/** @throws SyntaxError that says what is wrong and where: the stripper itself throws a plain object. */
function withoutTypes(source: string, filename: string): string {
  try {
    return swc.transformSync(source, { mode: 'strip-only', filename, module: true }).code;
  } catch (thrown) {
    throw new SyntaxError(whatIsWrong(thrown), { cause: thrown });
  }
}

function whatIsWrong(thrown: unknown): string {
  const isReport = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  if (!isReport) return String(thrown);
  const line = 'startLine' in thrown ? `line ${thrown.startLine}: ` : '';
  return `${line}${thrown.message}`;
}
