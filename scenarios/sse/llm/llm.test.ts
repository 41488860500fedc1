import { expect, test } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

/** In milliseconds until the first piece, and tokens that nobody read of an answer that was left. */
test.each([
  ['as-it-comes', 500, 0],
  ['whole', 8020, 0],
  ['works-on', 500, 13],
])(
  '%s gives the first piece after %i ms, and makes %i tokens for nobody',
  async (variant, first, unread) => {
    const { figures } = await played(variant);
    expect(figures['first piece']).toBe(first);
    expect(figures['made for nobody']).toBe(unread);
  },
);
