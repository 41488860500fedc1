import { expect, test } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

/** Of one client: the most in 2 s and in a minute, and how many numbers are kept. */
test.each([
  ['sliding-log', 10, 10, 10],
  ['sliding-counter', 10, 11, 3],
  ['fixed-window', 20, 20, 2],
])(
  '%s admits %i in a moment and %i in a minute, and keeps %i numbers',
  async (variant, moment, minute, kept) => {
    const { figures } = await played(variant);
    expect(figures['most in 2 s']).toBe(moment);
    expect(figures['most in a minute']).toBe(minute);
    expect(figures['kept of one client']).toBe(kept);
  },
);
