import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { turnOutlet } from '../../../src/cli/output/turn-outlet.ts';

/** An outlet, and what it wrote so far. */
function watched() {
  const written: string[] = [];
  return { written, outlet: turnOutlet((content) => written.push(String(content))) };
}

it('writes the first of a turn at once and the rest together when the turn ends', async () => {
  const { written, outlet } = watched();
  for (const content of ['a', 'b', 'c']) outlet.write(content);
  expect(written).toEqual(['a']);
  await nextTurn();
  expect(written).toEqual(['a', 'bc']);
});

it('begins anew with the next turn', async () => {
  const { written, outlet } = watched();
  outlet.write('a');
  await nextTurn();
  outlet.write('b');
  expect(written).toEqual(['a', 'b']);
});

it.each(['finish', 'discard'] as const)('keeps nothing back at its %s', (end) => {
  const { written, outlet } = watched();
  for (const content of ['a', 'b']) outlet.write(content);
  outlet[end]?.();
  expect(written).toEqual(['a', 'b']);
});
