import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveClock } from '../../../src/lab/time/live-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the clock of a live session', () => {
  it('counts from its beginning and knows the date', () => {
    const clock = new LiveClock();
    vi.advanceTimersByTime(1500);
    expect(clock.now()).toBe(1500);
    expect(clock.date().getTime()).toBe(clock.epoch + 1500);
  });

  it('calls back in time, and not once it is cancelled', () => {
    const clock = new LiveClock();
    const called: string[] = [];
    clock.setTimer(100, () => called.push('kept'));
    clock.setTimer(100, () => called.push('cancelled')).cancel();
    vi.advanceTimersByTime(99);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual(['kept']);
  });

  it('wakes a sleeper with the reason of an abort', async () => {
    const clock = new LiveClock();
    const controller = new AbortController();
    const asleep = clock.sleep(1000, { signal: controller.signal });
    controller.abort('enough');
    await expect(asleep).rejects.toBe('enough');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps no process alive once it is closed', () => {
    const clock = new LiveClock();
    clock.setTimer(60_000, () => {});
    clock.close();
    clock.setTimer(60_000, () => {});
    expect(vi.getTimerCount()).toBe(0);
  });
});
