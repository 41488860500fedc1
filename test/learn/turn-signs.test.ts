import { describe, expect, it } from 'vitest';
import { streamPatience } from '../../src/learn/stream-patience.ts';
import { taskWatch } from '../../src/learn/task-watch.ts';
import { price, request, response, seen } from '../report/sse-replay.events.ts';

const asks = seen(0, request());
const answers = seen(1, response());
const tells = (id: number) => seen(id, price(id, 18_550));

describe('a task', () => {
  it('is done once its signs were seen in their order', () => {
    const watch = taskWatch([{ from: 'client', has: ['GET /prices'] }, { has: ['200 OK'] }]);
    expect([answers, asks, answers, asks].map(watch.take)).toEqual([false, false, true, true]);
  });

  it('is open to every client, whatever its number', () => {
    const second = { ...asks, client: 'client 2' };
    expect(taskWatch([{ from: 'client', has: ['GET'] }]).take(second)).toBe(true);
  });

  it('takes one event for one sign only', () => {
    const watch = taskWatch([{ has: ['GET'] }, { has: ['GET'] }]);
    expect([asks, asks].map(watch.take)).toEqual([false, true]);
  });
});

describe('a near miss', () => {
  const nearly = [{ signs: [{ has: ['200 OK'] }], hint: 'too early.', commands: [] }];
  const watch = () => taskWatch([{ from: 'client', has: ['GET'] }, { has: ['200 OK'] }], nearly);

  it('is told once, as long as the event does not bring the task forward', () => {
    const early = watch();
    early.take(answers);
    expect(early.missed()).toBe(nearly[0]);
    expect(early.missed()).toBeUndefined();
    early.take(asks);
    early.take(answers);
    expect(early.missed()).toBeUndefined();
  });

  it('is no longer told once the task is done', () => {
    const done = watch();
    for (const event of [answers, asks, answers]) done.take(event);
    expect(done.missed()).toBeUndefined();
  });
});

describe('a stream that goes on', () => {
  const kinds = (events: readonly Parameters<ReturnType<typeof streamPatience>['take']>[0][]) => {
    const patience = streamPatience();
    return events.map((event) => patience.take(event));
  };

  it('is shown for a while, and anew once its client speaks', () => {
    const prices = Array.from({ length: 8 }, (_, n) => tells(n + 1));
    expect(kinds([asks, answers, ...prices, asks, answers])).toEqual([
      ...['show', 'show', 'show', 'show', 'show', 'show', 'show', 'show', 'last'],
      ...['hide', 'show', 'show'],
    ]);
  });

  it('has shown enough when the task is done; a single answer is still awaited', () => {
    const patience = streamPatience();
    for (const event of [asks, answers, tells(1)]) patience.take(event);
    patience.end();
    expect(patience.take(tells(2))).toBe('hide');

    const other = streamPatience();
    other.take(asks);
    other.end();
    expect(other.take(answers)).toBe('show');
  });
});
