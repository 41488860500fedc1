import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/content/lesson.ts';
import { ENTER } from '../../src/dialogue/index.ts';
import { talkWith } from '../../src/learn/section-prompt.ts';
import { takeTurn } from '../../src/learn/turn-block.ts';
import { scriptedDialogue } from '../dialogue/scripted-dialogue.ts';
import { allTasks, canRun, send } from './tasks.ts';

/** Takes a turn with its solution; what was said of it. */
async function solved(turn: Turn): Promise<string> {
  const meanwhile = (said: string) => {
    const [, url = ''] = / on (http:\/\/[\d.:]+)\. /.exec(said.replace(/\s+/g, ' ')) ?? [];
    return send(turn.solution, url);
  };
  const dialogue = scriptedDialogue([{ meanwhile }, ENTER]);
  const talk = talkWith(dialogue, { isFirst: true, list: async () => undefined });
  await takeTurn(turn, { talk, onDone: () => {} });
  return dialogue.said();
}

describe('the solution of a task does it', async () => {
  for (const { group, title, turn } of await allTasks()) {
    it.skipIf(!canRun(turn.solution))(`${group}: ${title}`, async () => {
      expect(await solved(turn)).toContain('✓ Done: ');
    });
  }
});
