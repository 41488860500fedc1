import { expect, test } from 'vitest';
import { ArmedFault } from '../../src/tap/armed.ts';
import { verdictOn } from '../../src/tap/decision.ts';
import type { Verdict } from '../../src/tap/faults/fault.ts';
import { resetConnection } from '../../src/tap/index.ts';

const arrival = { offset: 0, byteLength: 10, completed: [] };

function saying(verdict: Verdict, begun = false) {
  const armed = new ArmedFault(resetConnection());
  const work = { acts: 'on-arrival', direction: 'server-to-client', judge: () => verdict } as const;
  return { armed, work, begun };
}

test('without a fault all of it passes', () => {
  expect(verdictOn(arrival, [])).toEqual({ bytes: 10 });
});

test('the fewest bytes pass', () => {
  const faults = [
    saying({ do: 'hold', bytes: 7 }),
    saying({ do: 'hold', bytes: 4 }),
    saying({ do: 'pass' }),
  ];
  expect(verdictOn(arrival, faults)).toEqual({ bytes: 4 });
});

test('the earliest cut is made, the first armed where two are equal', () => {
  const late = saying({ do: 'cut', bytes: 9, how: 'rst' });
  const early = saying({ do: 'cut', bytes: 3, how: 'fin' });
  const equal = saying({ do: 'cut', bytes: 3, how: 'rst' });
  const { bytes, cut } = verdictOn(arrival, [early, late, equal]);
  expect([bytes, cut?.how, cut?.by]).toEqual([3, 'fin', early]);
});

test('a spent fault has no say, unless it is already at work here', () => {
  const spent = saying({ do: 'hold', bytes: 1 });
  spent.armed.fire();
  expect(verdictOn(arrival, [spent]).bytes).toBe(10);
  expect(verdictOn(arrival, [{ ...spent, begun: true }]).bytes).toBe(1);
});
