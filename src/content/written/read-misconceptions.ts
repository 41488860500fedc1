import { z } from 'zod';
import { textOf } from './files.ts';
import type { Finding } from './finding.ts';
import { readYaml } from './read-yaml.ts';

/** What people believe, by an id in words. */
export type Misconceptions = Readonly<Record<string, string>>;

/** The misconceptions of a file, as far as they can be read. */
export interface MisconceptionsRead {
  readonly file: string;
  readonly misconceptions: Misconceptions;
  readonly findings: readonly Finding[];
}

const written = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'must be lower-case-words, two or more'),
  z
    .string()
    .trim()
    .min(15)
    .regex(/^\S.*[.?!]$/, 'must be a sentence'),
);

/** Reads the misconceptions of a group, or those that groups share. A file that is not there holds none. */
export async function readMisconceptions(group?: string): Promise<MisconceptionsRead> {
  const file = `scenarios/${group === undefined ? '' : `${group}/`}misconceptions.yaml`;
  const text = await textOf(file);
  if (text === undefined) return { file, misconceptions: {}, findings: [] };
  const { value = {}, findings } = readYaml(written, text, file);
  return { file, misconceptions: value, findings };
}
