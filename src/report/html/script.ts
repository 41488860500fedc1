import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The modules of the page's script, in the order in which they need each other. */
const modules = ['dump', 'copy', 'parts', 'panel', 'page'];

/**
 * The script of the page: the modules under `browser/`, joined to one. They name only each other, so
 * that without their imports and exports they are a script.
 */
export function pageScript(): string {
  return `'use strict';\n(() => {\n${modules.map(readModule).join('\n')}})();\n`;
}

function readModule(name: string): string {
  const compiled = !import.meta.url.endsWith('.ts');
  const source = readFileSync(
    new URL(`./browser/${name}.${compiled ? 'js' : 'ts'}`, import.meta.url),
    'utf8',
  );
  return (compiled ? source : withoutTypes(source))
    .replace(/^import\b[^;]*;$/gm, '')
    .replace(/^export \{[^}]*\};$/gm, '')
    .replace(/^export (?=const|function|interface|type)/gm, '');
}

/** Only from sources, in development: a build holds JavaScript already. */
function withoutTypes(source: string): string {
  const require = createRequire(import.meta.url);
  const esbuild: unknown = require('esbuild');
  if (!canTransform(esbuild)) throw new TypeError('esbuild cannot strip types.');
  return esbuild.transformSync(source, { loader: 'ts', target: 'esnext' }).code;
}

interface TypeStripper {
  transformSync(source: string, options: object): { readonly code: string };
}

function canTransform(candidate: unknown): candidate is TypeStripper {
  return typeof candidate === 'object' && candidate !== null && 'transformSync' in candidate;
}
