/** A tap before the server of the benchmarks, from the package as it was built, dissecting all it sees. */
import { readFileSync } from 'node:fs';
import type { KeyLog } from '../../src/wire/tls/key-log.ts';
import { ready, settings } from './report.ts';

const { built, upstream, captureBytes, keys } = settings();
const { openTap }: typeof import('../../src/tap/index.ts') = await import(
  new URL('src/tap/index.js', String(built)).href
);

/** Reads inside TLS with the secrets that the server writes down before it uses them. */
async function openerOf(path: string) {
  const { dissectConnection, KeyLines }: typeof import('../../src/wire/index.ts') = await import(
    new URL('src/wire/index.js', String(built)).href
  );
  const lines = new KeyLines();
  const keyLog: KeyLog = {
    secret(label, random) {
      if (lines.secret(label, random) === undefined) {
        for (const line of readFileSync(path, 'utf8').split('\n')) lines.add(line);
      }
      return lines.secret(label, random);
    },
  };
  return () => dissectConnection({ keyLog });
}

const dissect = typeof keys === 'string' ? await openerOf(keys) : undefined;
let messages = 0;
let inside = 0;
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
  ...(dissect && { dissect }),
  ...(typeof captureBytes === 'number' && { captureBytes }),
  onEvent: (event) => {
    if (event.type !== 'message') return;
    messages += 1;
    if (event.message.inside !== undefined) inside += 1;
    if (event.message.kind === 'bytes' || event.message.kind === 'malformed') unread += 1;
  },
});
ready(tap.port, () => ({ messages, inside, unread, rssBytes: sample(), peakBytes }));
