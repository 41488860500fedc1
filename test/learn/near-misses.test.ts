import { describe, expect, it } from 'vitest';
import type { NearMiss, Turn } from '../../src/content/lesson.ts';
import { openServers } from '../../src/learn/open-servers.ts';
import { taskWatch } from '../../src/learn/task-watch.ts';
import { allTasks, canRun, send } from './tasks.ts';

/** What commands miss, and whether they do the task. */
async function tried({ serve, done, nearly }: Turn, commands: readonly string[]) {
  const watch = taskWatch(done, nearly);
  let isDone = false;
  const servers = await openServers(serve, (event) => {
    isDone = watch.take(event) || isDone;
  });
  try {
    await send(commands, servers.url);
  } finally {
    await servers.close();
  }
  return { isDone, missed: watch.missed()?.hint };
}

describe('a near miss is noticed, and does not do the task', async () => {
  const tasks = await allTasks();
  const misses = tasks.flatMap((task) =>
    (task.turn.nearly ?? []).map((miss: NearMiss) => ({ ...task, miss })),
  );
  it.each(misses)('$group: $miss.hint', async ({ turn, miss }) => {
    if (!canRun(miss.commands)) return;
    expect(await tried(turn, miss.commands)).toEqual({ isDone: false, missed: miss.hint });
  });
});
