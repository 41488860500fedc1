import type { Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { lastUsed } from '../parts/entries.ts';
import { httpCache } from '../parts/http-cache.ts';
import { priceOrigin } from './origin.ts';
import type { Way } from './ways.ts';

/** How long the origin works on an answer. */
const WORK_MS = 50;

type Stage = Pick<Lab, 'serve' | 'party' | 'use' | 'clock' | 'random' | 'together'>;

/** A crowd, a CDN before them, and an origin that takes 50 ms for an answer. */
export async function openPrices(lab: Stage, { entries = (kept) => kept, flights, lifetime }: Way) {
  const { serve, party, use, clock, together } = lab;
  const random = lab.random.fork('lifetimes');
  const origin = priceOrigin({ clock, random, workMs: WORK_MS, ...(lifetime && { lifetime }) });
  const { url: to } = await party('cdn').route('origin');
  const proxy = await use(openProxy({ to, name: 'cdn', host: 'shop.example' }));
  const cache = httpCache({
    ...{ clock, isShared: true, name: 'cdn', entries: entries(lastUsed(100)) },
    ...(flights && { flights }),
  });
  await serve('cdn', { fetch: (request) => cache(request, proxy.forward) });
  await serve('origin', origin, { client: 'cdn' });

  const { fetch } = party('client');
  const ask = async (product = 1) => (await fetch(`http://cdn/prices/${product}`)).text();
  return {
    origin: origin.state,
    ask,
    /** So many ask for the same price at the same moment. */
    crowd: (clients: number) => together(Array.from({ length: clients }, () => () => ask())),
    /** Somebody asks for each of so many prices, all at the same moment. */
    each: (products: number) =>
      together(Array.from({ length: products }, (_, n) => () => ask(n + 2))),
  };
}
