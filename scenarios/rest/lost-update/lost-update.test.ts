import { expect, test } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

test.each([
  ['conditional', 0],
  ['last-write-wins', 3],
  ['check-first', 3],
])('of four edits at once, %s loses %i', async (variant, lost) => {
  expect((await played(variant)).figures.lost).toBe(lost);
});
