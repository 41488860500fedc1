import { defineServer } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { shopApi } from '../parts/shop-api.ts';

const OPEN_MS = 8000;
const CLOSED_MS = 4000;

/** A shop that closes again and again, for clients that retry. */
export default defineServer({
  title: 'A shop that is not always there',
  about: 'Open for 8 s, then 503 for 4 s: one time with Retry-After in seconds, then as a date.',
  standard: ['rfc9110 §10.2.3', 'rfc9110 §15.6.4'],
  focus: ['retry-after'],

  start({ clock, use }) {
    const api = shopApi({ shop: use(openShop()), clock, workers: 2, workMs: 300 });
    const closeAgain = (say: 'seconds' | 'date') => {
      clock.setTimer(OPEN_MS, () => {
        api.closeFor(CLOSED_MS, say);
        clock.setTimer(CLOSED_MS, () => closeAgain(say === 'seconds' ? 'date' : 'seconds'));
      });
    };
    closeAgain('seconds');
    return api;
  },

  tryIt: ({ url }) => [
    { about: 'a product, or 503', command: `curl -i ${url}/products/1` },
    {
      about: 'curl waits for Retry-After if it is told to retry',
      command: `while true; do curl -sw '\\n' --retry 5 ${url}/products/1; sleep 1; done`,
    },
    {
      about: 'more at once than the two workers take',
      command: `seq 6 | xargs -P 6 -I{} curl -s -o /dev/null -w '%{http_code}\\n' '${url}/products/1?n={}'`,
    },
  ],

  page: {
    actions: [
      { label: 'Read a product', script: `await send('GET', '/products/1');` },
      {
        label: 'Read five at once',
        script: `await Promise.all([1, 2, 3, 4, 1].map((id) => send('GET', '/products/' + id)));`,
      },
    ],
  },
});
