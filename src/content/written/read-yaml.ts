import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { shaped } from './shape-problems.ts';

/** A file of YAML as its shape reads it, or what is wrong with it. */
export type YamlRead<Value> =
  | { readonly value: Value; readonly findings: readonly [] }
  | { readonly value?: never; readonly findings: readonly Finding[] };

/** Reads a file of YAML. `file` is its name in findings. */
export function readYaml<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
  file: string,
): YamlRead<z.infer<Shape>> {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ message, linePos }) => {
      const line = linePos?.[0].line;
      return { file, ...(line !== undefined && { line }), text: firstLine(message) };
    });
    return { findings };
  }
  const read = shaped(shape, document.toJS());
  if ('value' in read) return { value: read.value, findings: [] };
  return { findings: read.problems.map((problem) => ({ file, text: problem })) };
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+.*$/, '.') ?? 'It is not YAML.';
}
