import { readFile } from 'node:fs/promises';

/** Whether this code was compiled: then the build has written as JSON what people wrote. */
export const isCompiled = import.meta.url.endsWith('.js');

/** Reads what the build wrote beside the compiled code: `groups`, or `lessons/` and a group. */
export async function stored<Content>(name: string): Promise<Content> {
  return JSON.parse(await readFile(new URL(`../../${name}.json`, import.meta.url), 'utf8'));
}
