import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { type CatalogueEntry, packageRoot } from '../../lab/catalogue/catalogue.ts';
import { importsOf, packageOf, withImports } from '../source/imports.ts';
import { fileOf, kindOf, readWithImports, type SourceFile } from '../source/scenario-files.ts';
import { labSource, startSource } from './from-the-lab.ts';
import { packageFile, readPackage, TSCONFIG } from './package-file.ts';

/** A file of a copy. */
export interface CopiedFile {
  /** Relative to the folder that is copied to. */
  readonly name: string;
  readonly text: string;
}

/** What a scenario comes to once it is copied out. */
export interface Copy {
  readonly files: readonly CopiedFile[];
  /** Whether it has a server that `start.ts` starts. */
  readonly starts: boolean;
}

/**
 * The correct code of a scenario as files that compile and run alone: those that its server and its
 * clients are made of, the parts that these import, and what it takes to start it.
 */
export async function copyOf(entry: CatalogueEntry): Promise<Copy> {
  const folder = entry.file.slice(0, entry.file.lastIndexOf('/') + 1);
  const serve = `${folder}serve.ts`;
  const starts = existsSync(new URL(serve, packageRoot));
  const reached = await readWithImports(starts ? [serve, entry.file] : [entry.file]);
  const correct = reached.filter((file) => ['own', 'group', 'part'].includes(kindOf(file, folder)));
  const names = new Map(correct.map(({ path }) => [path, nameOf(path, folder)]));
  const sources = [
    ...correct.map((file) => moved(file, names)),
    { name: 'lab.ts', text: await labSource() },
    ...(starts ? [{ name: 'start.ts', text: await startSource() }] : []),
  ];
  const packages = new Set(
    sources.flatMap(({ text }) => importsOf(text).flatMap(({ from }) => packageOf(from) ?? [])),
  );
  const files = [
    ...sources,
    ...(await protosOf(sources)),
    { name: 'package.json', text: packageFile(entry, [...packages], starts, await readPackage()) },
    { name: 'tsconfig.json', text: TSCONFIG },
  ];
  return { files, starts };
}

/** Files of the scenario lie at the top of a copy, those of its group and the parts in folders. */
function nameOf(path: string, folder: string): string {
  if (path.startsWith(folder)) return path.slice(folder.length);
  return path.replace(/^scenarios\//, '').replace(/^([^/]+)\/parts\//, '$1/');
}

/** A file at its place in the copy, with its imports led to theirs. */
function moved({ path, text }: SourceFile, names: ReadonlyMap<string, string>): CopiedFile {
  const name = names.get(path) ?? path;
  const placed = withImports(text, (from) => {
    if (from === 'apilab') return relativeTo(name, 'lab.ts');
    const target = fileOf(from, path);
    if (target === undefined) return from;
    const copied = names.get(target);
    if (copied !== undefined) return relativeTo(name, copied);
    throw new Error(`${path} cannot be copied out: it imports ${target}, which needs the lab`);
  });
  return { name, text: placed };
}

function relativeTo(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up === '' ? './' : up}${to}`;
}

/** The `.proto` files that the sources name. */
async function protosOf(sources: readonly CopiedFile[]): Promise<readonly CopiedFile[]> {
  const folder = new URL('protos/', packageRoot);
  const named = (await readdir(folder)).filter((proto) =>
    sources.some(({ text }) => text.includes(`'${proto}'`)),
  );
  return Promise.all(
    named.map(async (proto) => ({
      name: `protos/${proto}`,
      text: await readFile(new URL(proto, folder), 'utf8'),
    })),
  );
}
