import { play } from 'apilab/testing';
import { expect, test } from 'vitest';
import { story } from '#test/story';
import nPlusOne from './scenario.ts';

await story(import.meta.dirname);

test.each(Object.keys(nPlusOne.variants))(
  '%s plays as predicted with 2 and 50',
  async (variant) => {
    const scenario = { ...nPlusOne, id: 'gql-n-plus-one' };
    for (const users of ['2', '50']) {
      const set = { users, roundTripMs: '0' };
      const outcome = await play(scenario, { group: 'gql', variant, set, emit: () => {} });
      expect(outcome).toEqual({ asPredicted: true });
    }
  },
);
