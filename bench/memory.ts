import { get } from 'node:http';
import { amount, type Figure, goals } from './figure.ts';
import { STREAMED_BYTES } from './payload.ts';
import type { Built } from './relay.ts';
import { median } from './statistics.ts';
import type { Party, Workshop } from './workshop.ts';

const MB = 1_000_000;
/** Memory is looked at each time so many bytes more arrived. */
const STRIDE_BYTES = 20 * MB;

/** What a tap's process holds while a gigabyte streams through it, once chunked and once with a length. */
export async function measureMemory(workshop: Workshop, { built }: Built): Promise<Figure[]> {
  const api = await workshop.start('api');
  const figures: Figure[] = [];
  for (const [path, title] of [
    ['/chunked', 'chunked'],
    ['/length', 'Content-Length'],
  ] as const) {
    const tap = await workshop.start('tap', { built, upstream: api.port });
    figures.push(...(await measureStream(tap, path, title)));
    await tap.end();
  }
  await api.end();
  return figures;
}

async function measureStream(tap: Party, path: string, title: string): Promise<Figure[]> {
  const looks: { readonly at: number; readonly rssBytes: number }[] = [];
  const began = performance.now();
  let received = 0;
  let nextLook = 0;
  for await (const bytes of await open(tap.port, path)) {
    received += bytes.length;
    if (received < nextLook) continue;
    nextLook += STRIDE_BYTES;
    const { rssBytes = Number.NaN } = await tap.ask();
    looks.push({ at: received, rssBytes });
  }
  const seconds = (performance.now() - began) / 1000;
  if (received !== STREAMED_BYTES) throw new Error(`only ${received} bytes came through the tap`);
  const { peakBytes = Number.NaN } = await tap.ask();
  const between = (from: number, to: number) =>
    median(looks.filter(({ at }) => at >= from && at < to).map(({ rssBytes }) => rssBytes)) / MB;
  const early = between(100 * MB, 300 * MB);
  const late = between(STREAMED_BYTES - 200 * MB, STREAMED_BYTES);
  const peak = peakBytes / MB;
  const drift = late - early;
  const rate = amount(received / MB / seconds, 'MB/s');
  return [
    {
      id: `memory-${path.slice(1)}`,
      what: `memory while 1 GB streams, ${title}`,
      measured: `${rate}, ${amount(early, 'MB')} at 0.1–0.3 GB, ${amount(late, 'MB')} at 0.8–1 GB`,
      reached: peak,
      reachedText: `${amount(peak, 'MB')}, ${drift < 0 ? '−' : '+'}${amount(Math.abs(drift), 'MB')}`,
      goal: `≤ ${goals.memoryMB} MB, flat (+${goals.driftMB} MB)`,
      met: peak <= goals.memoryMB && drift <= goals.driftMB,
    },
  ];
}

function open(port: number, path: string): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, resolve).once('error', reject);
  });
}
