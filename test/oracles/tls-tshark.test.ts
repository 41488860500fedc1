import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { tell } from '../lab/tls/story.ts';
import { captureOf, dissected, hasTshark } from './tshark.ts';

const shop = new Hono()
  .get('/orders/:id', (context) => context.json({ id: context.req.param('id') }))
  .post('/orders', (context) => context.json({ id: 7 }, 201));

/** Two exchanges over TLS, as a run of the lab records them. */
async function recorded(version: 'TLSv1.2' | 'TLSv1.3', http2: boolean) {
  const { events } = await tell(async (lab) => {
    await lab.serve('api', shop, { tls: { version, ...(http2 && { alpn: ['h2'] }) } });
    const { fetch } = lab.connections('ada', { http2 });
    await (await fetch('https://api/orders/7')).text();
    await (await fetch('https://api/orders', { method: 'POST', body: '{"book":1}' })).text();
  });
  return events;
}

/** Without the secrets, as whoever has only the bytes sees it. */
const withoutSecrets = (events: readonly TranscriptEvent[]) =>
  events.filter(({ type }) => type !== 'tls-secret');

describe.skipIf(!hasTshark)('Wireshark opens a capture with the secrets in it', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s, HTTP/1.1', async (version) => {
    const events = await recorded(version, false);
    const packets = dissected(captureOf(events));
    const theirs = packets.flatMap((packet) =>
      packet['http.request.method'].map(
        (method, at) => `${method} ${packet['http.request.uri'][at]}`,
      ),
    );
    const ours = events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http-request'
        ? [`${event.message.method} ${event.message.target}`]
        : [],
    );
    expect(ours).toEqual(['GET /orders/7', 'POST /orders']);
    expect(theirs).toEqual(ours);
    expect(packets.flatMap((packet) => packet['http.response.code'])).toEqual(['200', '201']);
    expect(packets.flatMap((packet) => packet['tcp.analysis.flags'])).toEqual([]);
    expect(
      dissected(captureOf(withoutSecrets(events))).flatMap((packet) => packet['http.request.uri']),
    ).toEqual([]);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s, HTTP/2', async (version) => {
    const events = await recorded(version, true);
    const packets = dissected(captureOf(events));
    const theirs = packets.flatMap((packet) =>
      packet['http2.header.name'].map((name, at) => `${name}: ${packet['http2.header.value'][at]}`),
    );
    const ours = events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http2-frame'
        ? (event.message.fields ?? []).map(({ name, value }) => `${name}: ${value}`)
        : [],
    );
    expect(ours).toContain(':path: /orders/7');
    expect(theirs).toEqual(ours);
    const frames = packets.flatMap((packet) => packet['http2.type']);
    const read = events.filter(
      (event) => event.type === 'message' && event.message.kind === 'http2-frame',
    );
    expect(frames).toHaveLength(read.length);
  });
});
