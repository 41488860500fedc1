import { importsOf } from './imports.ts';
import { fileOf, type SourceFile } from './scenario-files.ts';

/** What implements a port: where it stands, and its text with the comment above it. */
export interface Implementation {
  readonly path: string;
  readonly text: string;
}

/**
 * The correct implementation of the port that a naive file implements: what is declared with a type
 * that the naive file imports from a correct one. None if nothing corresponds.
 */
export function correctOf(
  naive: SourceFile,
  files: readonly SourceFile[],
): Implementation | undefined {
  const types = importsOf(naive.text).flatMap(({ from, names }) =>
    fileOf(from, naive.path) === undefined ? [] : names,
  );
  for (const type of types) {
    for (const { path, text } of files) {
      const declared = declaredAs(type, text);
      if (declared !== undefined) return { path, text: declared };
    }
  }
  return undefined;
}

/** A file without its imports, and without the blank lines around what is left. */
export function withoutImports(text: string): string {
  return text.replace(/^(?:import\b[^;]*;\n)+/gm, '').trim();
}

/**
 * The declaration at the top level of a text that has this type, or gives it: a constant, a function
 * or a class, from its comment to the line that closes it.
 */
function declaredAs(type: string, text: string): string | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((_, index) => isDeclaration(type, statementAt(lines, index)));
  if (at < 0) return undefined;
  let first = at;
  while (/^(?:\/\*\*| \*|\/\/)/.test(lines[first - 1] ?? '')) first--;
  const end = lines.findIndex(
    (line, index) => index >= at && /^[})\]].*$|^\S.*[;}]$/.test(line) && closes(line),
  );
  return lines.slice(first, (end < 0 ? lines.length : end) + 1).join('\n');
}

/** A line at the margin that ends a declaration: not one that opens a block again. */
function closes(line: string): boolean {
  return !/[{([]$|=>$|=$/.test(line);
}

/** The head of a declaration, which may go over several lines, as one. */
function statementAt(lines: readonly string[], index: number): string {
  if (!/^export\s/.test(lines[index] ?? '')) return '';
  const rest = lines.slice(index, index + 20);
  const end = rest.findIndex((line) => /(?:\)(?::.*)? \{|=>.*|;|= \{)$/.test(line));
  return rest.slice(0, end + 1).join(' ');
}

function isDeclaration(type: string, statement: string): boolean {
  const name = type.replaceAll(/[^\w$]/g, '');
  return [
    `^export const \\w+: ${name}\\b`,
    `^export (?:async )?function \\w+\\(.*\\): ${name}\\b`,
    `^export const \\w+ = (?:async )?\\(.*\\): ${name}\\b.*=>`,
    `^export class \\w+ implements .*\\b${name}\\b`,
  ].some((pattern) => new RegExp(pattern).test(statement));
}
