import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/content/lesson.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { openServers } from '../../src/learn/open-servers.ts';
import { streamPatience } from '../../src/learn/stream-patience.ts';
import { taskWatch } from '../../src/learn/task-watch.ts';
import { allTasks, canRun, send } from './tasks.ts';

/** Sends the commands that a task begins with; a stream is left once a learner has seen enough of it. */
async function begun({ serve, commands, done, nearly }: Turn) {
  const patience = streamPatience();
  const watch = taskWatch(done, nearly);
  let enough = new AbortController();
  let requests = 0;
  let isDone = false;
  const servers = await openServers(serve, (event: TranscriptEvent) => {
    if (event.type === 'message' && event.message.direction === 'client-to-server') requests++;
    if (patience.take(event) === 'last') enough.abort();
    isDone = watch.take(event) || isDone;
  });
  try {
    for (const command of commands) {
      enough = new AbortController();
      await send([command], servers.url, enough.signal);
    }
  } finally {
    await servers.close();
  }
  return { requests, isDone, missed: watch.missed()?.hint };
}

describe('the ready commands of a task leave it to be done', async () => {
  for (const { group, title, turn } of await allTasks()) {
    it.skipIf(!canRun(turn.commands)).concurrent(`${group}: ${title}`, async () => {
      const { requests, isDone, missed } = await begun(turn);
      expect(requests).toBeGreaterThanOrEqual(turn.commands.length);
      expect({ isDone, missed }).toEqual({ isDone: false, missed: undefined });
    });
  }
});
