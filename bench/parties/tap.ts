/** A tap before the server of the benchmarks, from the package as it was built, dissecting all it sees. */
import { ready, settings } from './report.ts';

const { built, upstream, captureBytes } = settings();
const { openTap }: typeof import('../../src/tap/index.ts') = await import(
  new URL('src/tap/index.js', String(built)).href
);

let messages = 0;
let unread = 0;
let peakBytes = 0;
const sample = () => {
  const { rss } = process.memoryUsage;
  const bytes = rss();
  peakBytes = Math.max(peakBytes, bytes);
  return bytes;
};
setInterval(sample, 20).unref();

let connections = 0;
const tap = await openTap({
  client: 'load',
  server: 'api',
  upstream: { host: '127.0.0.1', port: Number(upstream) },
  surroundings: {
    clock: {
      now: () => performance.now(),
      setTimer: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return { cancel: () => clearTimeout(timer) };
      },
    },
    random: { integer: (min) => min },
  },
  nextConnection: () => ++connections,
  ...(typeof captureBytes === 'number' && { captureBytes }),
  onEvent: (event) => {
    if (event.type !== 'message') return;
    messages += 1;
    if (event.message.kind === 'bytes' || event.message.kind === 'malformed') unread += 1;
  },
});
ready(tap.port, () => ({ messages, unread, rssBytes: sample(), peakBytes }));
