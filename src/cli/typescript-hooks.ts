/**
 * Module hooks for scenario files of the user's own: strips types from TypeScript, and lets
 * `apilab` name this program.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';

const ownEntry = new URL('../index.js', import.meta.url).href;

export const resolve: ResolveHook = (specifier, context, next) =>
  specifier === 'apilab' ? { url: ownEntry, shortCircuit: true } : next(specifier, context);

export const load: LoadHook = async (url, context, next) => {
  if (!/^file:.*(?<!\.d)\.m?ts$/.test(url)) return next(url, context);
  const { default: swc } = await import('@swc/wasm-typescript');
  const filename = fileURLToPath(url);
  const source = await readFile(filename, 'utf8');
  const { code } = await swc.transform(source, { mode: 'strip-only', filename, module: true });
  return { format: 'module', source: code, shortCircuit: true };
};
