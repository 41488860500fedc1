import { expect, test } from 'vitest';
import { Schedule } from '../../src/tap/schedule.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';

function noting() {
  const clock = manualClock();
  const done: string[] = [];
  const schedule = new Schedule(clock, () => done.push('moved'));
  const add = (name: string, at = 0, alone = false) =>
    schedule.add({ at, alone, byteLength: 1, run: () => done.push(name) });
  return { clock, done, schedule, add };
}

test('does at once what is due', () => {
  const { schedule, done, add } = noting();
  add('a');
  add('b');
  schedule.go();
  expect(done).toEqual(['a', 'b']);
  expect(schedule.empty).toBe(true);
});

test('keeps the order where something early stands behind something late', () => {
  const { clock, schedule, done, add } = noting();
  add('late', 50);
  add('early', 10);
  schedule.go();
  clock.advanceTo(49);
  expect(done).toEqual([]);
  clock.advanceTo(50);
  expect(done).toEqual(['late', 'early', 'moved']);
});

test('waits while it is blocked', () => {
  const { schedule, done, add } = noting();
  schedule.block();
  add('a');
  schedule.go();
  expect([done, schedule.byteLength]).toEqual([[], 1]);
  schedule.unblock();
  expect([done, schedule.byteLength]).toEqual([['a', 'moved'], 0]);
});

test('lets the event loop turn after what goes alone', async () => {
  const { schedule, done, add } = noting();
  add('a', 0, true);
  add('b');
  schedule.go();
  expect([done, schedule.atWork]).toEqual([['a'], true]);
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([done, schedule.atWork]).toEqual([['a', 'b', 'moved'], false]);
});

test('forgets everything when cleared', async () => {
  const { clock, schedule, done, add } = noting();
  add('a', 10);
  schedule.go();
  schedule.clear();
  expect([clock.timers, schedule.byteLength, schedule.empty]).toEqual([0, 0, true]);
  clock.advanceTo(100);
  expect(done).toEqual([]);
});

test('a long queue comes out in order', () => {
  const { clock, schedule, done, add } = noting();
  const names = Array.from({ length: 5000 }, (_, n) => `${n}`);
  for (const [n, name] of names.entries()) add(name, n);
  schedule.go();
  clock.advanceTo(5000);
  expect(done.filter((name) => name !== 'moved')).toEqual(names);
});
