import { play } from 'apilab/testing';
import { expect, test } from 'vitest';
import { story } from '#test/story';
import scenario from './scenario.ts';

const played = await story(import.meta.dirname);

test('the fewer know of the work, the more of it is done', async () => {
  expect((await played('insert-first')).figures).toEqual({ placed: 3, charged: 3 });
  expect((await played('process-lock')).figures).toEqual({ placed: 5, charged: 5 });
  expect((await played('check-then-insert')).figures).toEqual({ placed: 13, charged: 13 });
});

test.each(['3', '50'])('one of %s rivals wins', async (rivals) => {
  const outcome = await play(
    { ...scenario, id: 'idem-in-flight' },
    { group: 'idem', set: { rivals }, emit: () => {} },
  );
  expect(outcome).toEqual({ asPredicted: true });
});
