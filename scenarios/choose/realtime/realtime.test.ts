import { play } from 'apilab/testing';
import { expect, test } from 'vitest';
import { story } from '#test/story';
import scenario from './scenario.ts';

await story(import.meta.dirname);

test('a thousand pieces of news come by all six ways', { timeout: 240_000 }, async () => {
  const played = { ...scenario, id: 'choose-realtime' };
  const set = { events: '1000' };
  const outcome = await play(played, { group: 'choose', set, emit: () => {} });
  expect(outcome).toEqual({ asPredicted: true });
});
