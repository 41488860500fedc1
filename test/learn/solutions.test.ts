import { exec } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENTER } from '../../src/dialogue/index.ts';
import type { Turn } from '../../src/learn/lesson.ts';
import { lessonGroups, readLesson } from '../../src/learn/lessons.ts';
import { talkWith } from '../../src/learn/talk.ts';
import { takeTurn } from '../../src/learn/turn-block.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { isInstalled } from '../oracles/installed.ts';

const binaries = join(import.meta.dirname, '../../node_modules/.bin');
const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` };

interface Task {
  readonly group: string;
  readonly title: string;
  readonly turn: Turn;
}

const lessons = await Promise.all((await lessonGroups()).map((group) => readLesson(group)));
const tasks: readonly Task[] = lessons.flatMap(({ group, sections }) =>
  sections.flatMap(({ title, blocks }) =>
    blocks.flatMap((turn) => (turn.kind === 'turn' ? [{ group, title, turn }] : [])),
  ),
);

/** Sends the commands one after the other, in a shell, as a learner would paste them. */
async function send(commands: readonly string[], said: string): Promise<void> {
  const [, url = ''] = / on (http:\/\/[\d.:]+)\. /.exec(said.replace(/\s+/g, ' ')) ?? [];
  const authority = url.replace('http://', '');
  for (const command of commands) {
    const filled = command.replaceAll('{url}', url).replaceAll('{authority}', authority);
    // A command that ends itself, such as curl --max-time, does so with an exit code of its own.
    await promisify(exec)(filled, { env, shell: '/bin/bash', timeout: 20_000 }).catch(() => {});
  }
}

async function take(turn: Turn, commands: readonly string[], last: string) {
  const meanwhile = (said: string) => send(commands, said);
  const dialogue = scriptedDialogue([{ meanwhile }, last]);
  const talk = talkWith(dialogue, { isFirst: true, list: async () => undefined });
  await takeTurn(turn, { talk, onDone: () => {} });
  return dialogue.said();
}

/** Whether every program is here that the solution runs. */
function canRun({ solution }: Turn): boolean {
  const text = solution.join('\n');
  return ['curl', 'grpcurl', 'nghttp', 'openssl', 'python3']
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text))
    .every((name) => isInstalled(name, ['--version']) || isInstalled(name, ['version']));
}

describe('the solution of a task does it', () => {
  for (const { group, title, turn } of tasks) {
    it.skipIf(!canRun(turn))(`${group}: ${title}`, async () => {
      expect(await take(turn, turn.solution, ENTER)).toContain('✓ Done: ');
    });
  }
});
