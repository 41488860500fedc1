import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { Client, credentials, Server, ServerCredentials } from '@grpc/grpc-js';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { dropResponse, listening, type ServerRecipe, secureConnect } from '../../../src/index.ts';
import { normalise } from '../../../src/report/normal/normalise.ts';
import { inside, tell } from './story.ts';

const hello = new Hono().get('/hello', (context) => context.json({ hello: 'world' }));

describe('a server that speaks TLS', () => {
  test.each([
    ['TLSv1.3', 'SERVER_TRAFFIC_SECRET_0'],
    ['TLSv1.2', 'CLIENT_RANDOM'],
  ] as const)(
    'of %s answers the clients of the lab, and what they say is read',
    async (version, label) => {
      const { events } = await tell(async (lab) => {
        const api = await lab.serve('api', hello, { tls: { version } });
        expect(api.url).toMatch(/^https:/);
        const answer = await lab.party('ada').fetch('https://api/hello');
        expect(await answer.json()).toEqual({ hello: 'world' });
        expect((await lab.client()(`${api.url}/hello`)).status).toBe(200);
        expect(lab.wire.exchanges('api')).toMatchObject([
          { request: { target: '/hello' }, response: { status: 200 } },
          { request: { target: '/hello' }, response: { status: 200 } },
        ]);
      });
      const exchange = ['> GET /hello HTTP/1.1', '< HTTP/1.1 200 OK'];
      expect(inside(events)).toEqual([...exchange, ...exchange]);
      const secrets = events.flatMap((event) => (event.type === 'tls-secret' ? [event.line] : []));
      expect(secrets.map((line) => line.split(' ')[0])).toContain(label);
    },
  );

  test('is still as soon as nothing moves any more', async () => {
    await tell(async (lab) => {
      await lab.serve('api', hello, { tls: {} });
      await lab
        .client()('https://api/hello')
        .then((answer) => answer.text());
      const began = performance.now();
      await lab.clock.sleep(1_000);
      expect(performance.now() - began).toBeLessThan(200);
    });
  });

  test('speaks HTTP/2 where both want to', async () => {
    const { events } = await tell(async (lab) => {
      await lab.serve('api', hello, { tls: { alpn: ['h2', 'http/1.1'] } });
      const ada = lab.connections('ada', { http2: true });
      expect(await (await ada.fetch('https://api/hello')).json()).toEqual({ hello: 'world' });
      // Who does not offer it gets HTTP/1.1.
      expect((await lab.client()('https://api/hello')).status).toBe(200);
    });
    const told = inside(events);
    expect(told.slice(0, 1)).toEqual(['> HTTP/2 connection preface']);
    expect(told.filter((line) => line.includes('HTTP/1.1'))).toHaveLength(2);
  });

  test('asks for a certificate of the client', async () => {
    const answers: unknown[] = [];
    const { events } = await tell(async (lab) => {
      await lab.serve('api', whoAsks, { tls: { clientCertificate: 'required' } });
      const known = lab.connections('ada', { certificate: lab.authority.issue('ada') });
      answers.push(await (await known.fetch('https://api/')).text());
      const unknown = lab.connections('mallory');
      answers.push(await unknown.fetch('https://api/').catch(() => 'refused'));
    });
    expect(answers).toEqual(['ada', 'refused']);
    expect(inside(events, true).join('\n')).toContain('certificate_request');
    // Whom the server does not know, it leaves without an answer.
    expect(inside(events).filter((line) => line.startsWith('<'))).toEqual(['< HTTP/1.1 200 OK']);
  });

  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['other-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('with a certificate that is %s is turned down', async (flaw, code) => {
    const codes: unknown[] = [];
    const { events } = await tell(async (lab) => {
      await lab.serve('api', hello, { tls: { flaw } });
      await lab
        .client()('https://api/hello')
        .catch((error) => codes.push(error.cause?.code));
    });
    expect(codes).toEqual([code]);
    // Node checks it when the handshake is over, and says nothing.
    expect(inside(events)).toEqual([]);
  });

  test('carries WebSockets', async () => {
    const { events } = await tell(async (lab) => {
      const api = await lab.serve('api', echo, { tls: {} });
      const socket = new WebSocket(`${api.wsUrl}/chat`, {
        ca: lab.authority.certificate,
        createConnection: secureConnect as never,
      });
      await once(socket, 'open');
      socket.send('hello');
      await once(socket, 'message');
      socket.close(1000);
      await once(socket, 'close');
    });
    expect(inside(events)).toEqual([
      '> GET /chat HTTP/1.1',
      '< HTTP/1.1 101 Switching Protocols',
      '> text hello',
      '< text hello',
      '> close 1000',
      '< close 1000',
    ]);
  });

  test('carries gRPC', async () => {
    const { events } = await tell(async (lab) => {
      const api = await lab.serve('greeter', greeter, { tls: { alpn: ['h2'] } });
      const client = new Client(
        api.authority,
        credentials.createSsl(Buffer.from(lab.authority.certificate)),
        // By itself it would name the address, which no TLS server is called.
        { 'grpc.ssl_target_name_override': 'greeter' },
      );
      const bytes = (value: Buffer) => value;
      const said = await new Promise((resolve, reject) =>
        client.makeUnaryRequest(
          '/Greeter/Say',
          bytes,
          bytes,
          Buffer.from([8, 1]),
          (error, value) => (error ? reject(error) : resolve(value)),
        ),
      );
      expect(said).toEqual(Buffer.from([8, 1]));
      client.close();
    });
    const calls = events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http2-frame' ? [event.message.grpc] : [],
    );
    expect(calls.find((grpc) => grpc?.path !== undefined)).toMatchObject({ path: '/Greeter/Say' });
    expect(calls.find((grpc) => grpc?.status !== undefined)).toMatchObject({ status: { code: 0 } });
  });

  test('is met by faults that count what is inside', async () => {
    const large = { fetch: () => new Response('x'.repeat(300_000)) };
    const { events } = await tell(async (lab) => {
      const api = await lab.serve('api', large, { tls: {} });
      const fetch = lab.client();
      api.tap.inject(dropResponse());
      await expect(fetch('https://api/')).rejects.toThrow();
      expect(await (await fetch('https://api/')).text()).toHaveLength(300_000);
    });
    const answers = events.flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http-response' ? [event.delivery] : [],
    );
    // Some twenty records, and not one of the first answer reached the client.
    expect(answers).toEqual(['none', 'whole']);
  });

  test('tells the same in every run with the same seed', async () => {
    const run = async () => {
      const { events } = await tell(async (lab) => {
        await lab.serve('api', hello, { tls: {} });
        await (await lab.client()('https://api/hello')).text();
      });
      return events.map(normalise);
    };
    expect(await run()).toEqual(await run());
  });

  test('is not read where nobody writes its secrets down', async () => {
    const { events } = await tell(async (lab) => {
      const quiet: ServerRecipe = ({ host, tls }) =>
        listening(
          createTlsServer({ ...tls }, (socket) => socket.end('bye')),
          { host },
        );
      const api = await lab.serve('api', quiet, { tls: {} });
      const [host = '', port] = api.authority.split(':');
      const ca = lab.authority.certificate;
      const socket = secureConnect({ host, port: Number(port), ca });
      socket.resume();
      await once(socket, 'close');
    });
    expect(inside(events, true)).toEqual([
      '< not read: the key log has no secret of this connection',
    ]);
  });
});

/** Answers with the name that the client's certificate is for. */
const whoAsks: ServerRecipe = (at) =>
  listening(
    createSecureServer({ ...at.tls }, ({ socket }, response) => {
      response.end(socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : '');
    }),
    at,
  );

const echo: ServerRecipe = (at) => {
  const server = createSecureServer({ ...at.tls });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) =>
    socket.on('message', (message, isBinary) => socket.send(message, { binary: isBinary })),
  );
  return listening(server, at);
};

/** Answers every call with what it was asked, over TLS that Node ends. */
const greeter: ServerRecipe = async (at) => {
  const bytes = (value: Buffer) => value;
  const server = new Server();
  server.register(
    '/Greeter/Say',
    (call: { request: Buffer }, callback: (e: null, v: Buffer) => void) =>
      callback(null, call.request),
    bytes,
    bytes,
    'unary',
  );
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const running = await listening(
    createTlsServer({ ...at.tls }, (socket) => injector.injectConnection(socket)),
    at,
  );
  return {
    port: running.port,
    close: () => {
      injector.destroy();
      server.forceShutdown();
      return running.close();
    },
  };
};
