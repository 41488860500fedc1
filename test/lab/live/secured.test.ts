import { readFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import { get } from 'node:https';
import { describe, expect, onTestFinished, test } from 'vitest';
import { overTls } from '../../../src/cli/commands/serve.ts';
import type { ServerDefinition } from '../../../src/lab/live/server.ts';
import { defineServer } from '../../../src/lab/live/server.ts';
import { serverSession, startServers } from '../../../src/lab/live/server-session.ts';
import { listening } from '../../../src/lab/party/listening.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';

const shop = defineServer({
  title: 'A shop',
  about: 'Orders.',
  start: () => ({ fetch: (request) => Response.json({ asked: new URL(request.url).pathname }) }),
  tryIt: () => [],
});

/** The servers of a definition over TLS, behind their tap. */
async function served(definition: ServerDefinition) {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const session = serverSession({ id: 'shop', group: 'shop' }, definition, { seed: 1, emit });
  onTestFinished(async () => void (await session.close()));
  const { caFile = '', ...place } = await startServers(definition, session, '127.0.0.1', true);
  const tap = await session.open({ ...place, listen: { host: '127.0.0.1', port: 0 }, faults: [] });
  const told = () =>
    events.flatMap((event) =>
      event.type === 'message' && event.message.inside !== undefined ? [event.message] : [],
    );
  return { tap, session, told, ca: await readFile(caFile, 'utf8'), events };
}

describe('servers over TLS', () => {
  test('are trusted with the certificate in their file, and read inside', async () => {
    const { tap, ca, told, session, events } = await served(shop);
    const body = await new Promise<string>((resolve, reject) => {
      const to = { host: '127.0.0.1', port: tap.port, path: '/orders', ca, agent: false };
      get(to, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      }).on('error', reject);
    });
    expect(JSON.parse(body)).toEqual({ asked: '/orders' });
    await session.close();
    const summaries = told().map(({ summary }) => summary);
    expect(summaries).toContain('GET /orders HTTP/1.1');
    expect(summaries).toContain('HTTP/1.1 200 OK');
    // Captures carry the secrets.
    expect(events.some(({ type }) => type === 'tls-secret')).toBe(true);
  });

  test('have another authority each time, that nobody else trusts', async () => {
    const [one, other] = [await served(shop), await served(shop)];
    expect(one.ca).not.toBe(other.ca);
    const refused = new Promise<Error>((resolve) => {
      const to = { host: '127.0.0.1', port: one.tap.port, ca: other.ca, agent: false };
      get(to, (response) => response.resume()).on('error', resolve);
    });
    expect(await refused).toMatchObject({ code: expect.stringMatching(/SIGNATURE|CERT|VERIFY/) });
  });

  test('speak HTTP/2 inside where they are gRPC', async () => {
    const { createServer } = await import('node:http2');
    const definition = defineServer({
      ...shop,
      protoTypes: { messages: {} },
      start: () => (at) => {
        const server = createServer((_request, response) => response.end('over HTTP/2'));
        return listening(server, at);
      },
    });
    const { tap, ca, told, session } = await served(definition);
    const client = connect(`https://127.0.0.1:${tap.port}`, { ca });
    const stream = client.request({ ':path': '/a' });
    let text = '';
    for await (const chunk of stream) text += chunk;
    client.destroy();
    expect(text).toBe('over HTTP/2');
    await session.close();
    expect(told().map(({ summary }) => summary)).toContain('HEADERS stream 1: GET /a');
  });
});

test('printed commands trust the certificate, each as its program wants to be told', () => {
  const at = (command: string) => overTls(command, '127.0.0.1:8000', '/tmp/a/authority.pem');
  const ca = '/tmp/a/authority.pem';
  expect(at('curl -i https://127.0.0.1:8000/x')).toBe(
    `curl --cacert ${ca} -i https://127.0.0.1:8000/x`,
  );
  expect(at("wscat -c 'ws://127.0.0.1:8000/x'")).toBe(
    `wscat --ca ${ca} -c 'wss://127.0.0.1:8000/x'`,
  );
  expect(at('grpcurl -max-time 5 -plaintext -proto a.proto 127.0.0.1:8000 A/B')).toBe(
    `grpcurl -max-time 5 -cacert ${ca} -proto a.proto 127.0.0.1:8000 A/B`,
  );
  expect(overTls('curl x', 'a', undefined)).toBe('curl x');
});
