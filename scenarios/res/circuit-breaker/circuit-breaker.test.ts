import { expect, test } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

test.each([
  ['breaker', 5, 5000],
  ['no-breaker', 9, 9000],
])(
  '%s asks a service in trouble %i times, and its callers wait %i ms',
  async (variant, asked, ms) => {
    const { figures } = await played(variant);
    expect(figures['asked of the ratings in trouble']).toBe(asked);
    expect(figures['waited in all']).toBe(ms);
  },
);
