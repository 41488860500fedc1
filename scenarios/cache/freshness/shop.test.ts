import { LiveClock } from 'apilab/testing';
import { expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { openCdn } from './cdn.ts';
import { lifetimes, shopPages } from './shop.ts';

it('takes whatever is sent for what it is, behind its cache and without it', async () => {
  const clock = new LiveClock();
  const shop = shopPages({ clock, lifetimes: lifetimes(60) });
  const { answer } = openCdn({ clock, isShared: true });
  const cached = {
    fetch: (request: Request) => answer(request, async (asked) => shop.fetch(asked)),
  };
  const paths = ['/prices/1', '/prices/9999', '/stock', '/basket', '/'];
  const fields = ['cookie', 'if-none-match', 'cache-control'];
  expect(await serverErrors(shop, { paths, fields })).toEqual([]);
  expect(await serverErrors(cached, { paths, fields })).toEqual([]);
});
