import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { priceFeed } from './price-feed.ts';
import type { Resume } from './resume.ts';

const TICK_MS = 1000;

/** A feed with a price each second. */
export function tickingFeed({ clock, random }: LiveLab, resume?: Resume): ServerRecipe {
  const feed = priceFeed({ window: 600, retryMs: 2000, ...(resume && { resume }) });
  let cents = 18_550;
  const tick = () => {
    feed.publish({ stock: 'ABC', cents });
    cents = Math.max(1, cents + random.integer(-40, 40));
    clock.setTimer(TICK_MS, tick);
  };
  tick();
  return feed;
}

/** A feed of prices that never stops, to be left and come back to. */
export default defineServer({
  title: 'Prices as an event stream',
  about: 'A price each second; whoever comes back with Last-Event-ID misses none.',
  standard: 'html §9.2',
  focus: ['last-event-id'],
  party: 'prices',

  start: (lab) => tickingFeed(lab),

  tryIt: ({ url }) => [
    { about: 'the stream', command: `curl -N ${url}/prices` },
    {
      about: 'come back after price 1',
      command: `curl -N -H 'Last-Event-ID: 1' ${url}/prices`,
    },
    {
      about: 'come back with an id that never was',
      command: `curl -N -H 'Last-Event-ID: abc' ${url}/prices`,
    },
    {
      about: `in the console of a browser, on ${url}/`,
      command: `new EventSource('/prices').addEventListener('tick', e => console.log(e.data))`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Listen to /prices',
        script: `
          window.prices?.close();
          const source = window.prices = new EventSource('/prices');
          source.onopen = () => log('connected');
          source.onerror = () => log(source.readyState === source.CLOSED ? 'closed: the browser does not come back' : 'lost the connection; the browser comes back by itself');
          source.addEventListener('tick', (event) => log(event.lastEventId + '  ' + event.data));
          source.addEventListener('reset', (event) => log('a gap, nobody can tell what was missed: ' + event.data));`,
      },
      {
        label: 'Stop',
        script: `
          window.prices?.close();
          log('stopped; a client that closes does not come back');`,
      },
    ],
  },
});
