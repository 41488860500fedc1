import { readdir, readFile } from 'node:fs/promises';
import { packageRoot } from '../lab/catalogue/catalogue.ts';
import type { Lesson } from './lesson.ts';

/** Where the build writes the lessons, one file a group. */
const lessonFolder = new URL('dist/lessons/', packageRoot);

const ending = '.json';

/** The groups that have a lesson, in alphabetical order. */
export async function lessonGroups(folder: URL = lessonFolder): Promise<readonly string[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** The lesson of one of the `lessonGroups`. */
export async function readLesson(group: string, folder: URL = lessonFolder): Promise<Lesson> {
  return JSON.parse(await readFile(new URL(`${group}${ending}`, folder), 'utf8'));
}

/** The place of the first section that plays a scenario, from 0; undefined where none does. */
export function sectionThatPlays({ sections }: Lesson, scenario: string): number | undefined {
  const at = sections.findIndex(({ blocks }) =>
    blocks.some((block) => block.kind === 'play' && block.run === scenario),
  );
  return at < 0 ? undefined : at;
}
