import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { resetConnection } from '../../../src/tap/index.ts';

const about = {
  id: 'serve-test',
  group: 'test',
  title: 'A test',
  claim: 'It answers.',
  standard: 'none',
  focus: [],
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A session before a server that answers each request, and the events of its transcript. */
async function session() {
  const server = createServer((_, response) => response.end('yes')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const events: TranscriptEvent[] = [];
  const running = liveSession(about, { seed: 1, emit: (event) => events.push(event) });
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
    () => running.close(),
  );
  const place = {
    server: 'api',
    upstream: { host: '127.0.0.1', port },
    listen: { host: '127.0.0.1', port: 0 },
  };
  return { running, events, place };
}

async function statusOf(url: string): Promise<number | undefined> {
  const [response] = await once(get(url, { agent: false }), 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

describe('a live session', () => {
  it('is a transcript from its beginning to its end', async () => {
    const { running, events, place } = await session();
    const tap = await running.open({ ...place, faults: [] });
    expect(await statusOf(tap.url)).toBe(200);
    await running.close();
    const kinds = events.map((event) =>
      event.type === 'message' ? event.message.kind : event.type,
    );
    expect(kinds.slice(0, 5)).toEqual([
      ...['scenario', 'step', 'connection-opened', 'http-request', 'http-response'],
    ]);
    expect(events[0]).toMatchObject({ id: 'serve-test', live: true });
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      asPredicted: true,
      totals: { connections: 1, requests: 1 },
    });
  });

  it('arms its faults before the first connection', async () => {
    const { running, events, place } = await session();
    const tap = await running.open({ ...place, faults: [resetConnection({ connection: 1 })] });
    await expect(statusOf(tap.url)).rejects.toThrow();
    expect(await statusOf(tap.url)).toBe(200);
    expect(events).toContainEqual(expect.objectContaining({ type: 'fault', connection: 1 }));
  });

  it('closes what its servers need closed, the latest first, and says what could not be', async () => {
    const { running } = await session();
    const closed: string[] = [];
    running.lab.use({ close: () => void closed.push('first') });
    running.lab.use({
      close: () => {
        throw new Error('stuck');
      },
    });
    running.lab.use({ close: () => void closed.push('last') });
    expect(await running.close()).toEqual([new Error('stuck')]);
    expect(closed).toEqual(['last', 'first']);
  });
});
