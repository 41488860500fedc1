import { expect, test } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

test('with keys each customer has one order; without, every request that arrives is one', async () => {
  expect((await played('key')).figures).toEqual({ placed: 2, charged: 2 });
  expect((await played('no-key')).figures).toEqual({ placed: 7, charged: 7 });
});
