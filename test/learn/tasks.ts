import { exec } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Turn } from '../../src/content/lesson.ts';
import { lessonOutlines, readLesson } from '../../src/content/lessons.ts';
import { folderWithApilab } from '../folder-with-apilab.ts';
import { isInstalled } from '../oracles/installed.ts';

/** A turn of a lesson, and where it stands. */
export interface Task {
  readonly group: string;
  readonly title: string;
  readonly turn: Turn;
}

/** Every task of every lesson. */
export async function allTasks(): Promise<readonly Task[]> {
  const outlines = await lessonOutlines();
  const lessons = await Promise.all(outlines.map(({ group }) => readLesson(group)));
  return lessons.flatMap(({ group, sections }) =>
    sections.flatMap(({ title, blocks }) =>
      blocks.flatMap((turn) => (turn.kind === 'turn' ? [{ group, title, turn }] : [])),
    ),
  );
}

const root = join(import.meta.dirname, '../..');
const binaries = join(root, 'node_modules/.bin');
const fromSources = `tsx --conditions=source ${join(root, 'src/workshop/dev.ts')}`;
const env = {
  ...process.env,
  PATH: [folderWithApilab(fromSources), binaries, process.env.PATH].join(delimiter),
};

/**
 * Sends commands one after the other, in a shell, as a learner would paste them.
 *
 * @param enough ends a command that would go on
 */
export async function send(
  commands: readonly string[],
  url: string,
  enough?: AbortSignal,
): Promise<void> {
  const authority = url.replace('http://', '');
  for (const command of commands) {
    const filled = command.replaceAll('{url}', url).replaceAll('{authority}', authority);
    const options = { env, shell: '/bin/bash', timeout: 20_000, ...(enough && { signal: enough }) };
    // A command that ends itself, such as curl --max-time, does so with an exit code of its own.
    await promisify(exec)(filled, options).catch(() => {});
  }
}

/** Whether every program is here that the commands run. */
export function canRun(commands: readonly string[]): boolean {
  const text = commands.join('\n');
  return ['curl', 'grpcurl', 'nghttp', 'openssl', 'python3']
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text))
    .every((name) => isInstalled(name, ['--version']) || isInstalled(name, ['version']));
}
