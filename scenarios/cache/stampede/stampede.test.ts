import { LiveClock, seededRandom } from 'apilab/testing';
import { expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { story } from '#test/story';
import { priceOrigin } from './origin.ts';

await story(import.meta.dirname);

it('takes whatever is sent for what it is', async () => {
  const clock = new LiveClock();
  const origin = priceOrigin({ clock, random: seededRandom(1), workMs: 0 });
  const paths = ['/prices/1', '/prices/12345', '/'];
  expect(await serverErrors(origin, { paths, fields: ['if-none-match'] })).toEqual([]);
});
