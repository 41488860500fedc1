import { describe, expect, it } from 'vitest';
import { LabClock } from '../../../src/lab/time/lab-clock.ts';

/** A clock in a world where nothing is ever on its way. */
function quietClock() {
  const jumps: [number, number][] = [];
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: (from, to) => {
      jumps.push([from, to]);
    },
    onStandstill: () => false,
  });
  return { clock, jumps };
}

describe('the lab clock', () => {
  it('jumps to what is due next', async () => {
    const { clock, jumps } = quietClock();
    await clock.runUntil(clock.sleep(60_000).then(() => clock.sleep(500)));
    expect(clock.now()).toBe(60_500);
    expect(jumps).toEqual([
      [0, 60_000],
      [60_000, 60_500],
    ]);
  });

  it('runs timers of the same time in the order in which they were set', async () => {
    const { clock } = quietClock();
    const order: string[] = [];
    clock.setTimer(20, () => order.push('late'));
    clock.setTimer(10, () => order.push('first'));
    clock.setTimer(10, () => order.push('second'));
    await clock.runUntil(clock.sleep(30));
    expect(order).toEqual(['first', 'second', 'late']);
  });

  it('lets everything move that one timer set off before it runs the next', async () => {
    const { clock } = quietClock();
    const order: string[] = [];
    clock.setTimer(10, () => setImmediate(() => order.push('set off by the first')));
    clock.setTimer(10, () => order.push('second'));
    await clock.runUntil(clock.sleep(10));
    expect(order).toEqual(['set off by the first', 'second']);
  });

  it('forgets a cancelled timer', async () => {
    const { clock } = quietClock();
    let rang = false;
    clock
      .setTimer(10, () => {
        rang = true;
      })
      .cancel();
    await clock.runUntil(clock.sleep(20));
    expect(rang).toBe(false);
  });

  it('gives up a sleep when its signal is aborted, and does not wait for it', async () => {
    const { clock } = quietClock();
    const controller = new AbortController();
    const sleep = clock.sleep(1000, { signal: controller.signal });
    const outcome = sleep.catch((reason: unknown) => reason);
    clock.setTimer(10, () => controller.abort('enough'));
    expect(await clock.runUntil(outcome)).toBe('enough');
    expect(clock.now()).toBe(10);
  });

  it('tells the date in the lab', async () => {
    const { clock } = quietClock();
    await clock.runUntil(clock.sleep(1000));
    expect(clock.date().toISOString()).toBe('2026-01-05T09:00:01.000Z');
  });
});
