import { createServer, type RequestListener } from 'node:http';
import { connect, createServer as createPlainServer } from 'node:net';
import { listening } from 'apilab';
import { afterEach, describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { allowList, lastEntry } from './allow-list.ts';
import { guardedDeliver } from './guarded-deliver.ts';
import { namesOf } from './neighbours.ts';
import { inTime, type Network } from './post.ts';
import { isPublicAddress } from './public-address.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A network in which one server is reached at every address, and what was connected to. */
async function opened(answer: RequestListener, names: Readonly<Record<string, string[]>> = {}) {
  const { port, close } = await listening(createServer(answer), { host: '127.0.0.1' });
  closers.push(close);
  const called: string[] = [];
  const network: Network = {
    resolve: async (name) => names[name] ?? [],
    connect: (address, at) => {
      called.push(`${address} ${at}`);
      return connect({ host: '127.0.0.1', port });
    },
  };
  const { signal } = new AbortController();
  const deliver = (url: string) =>
    guardedDeliver({ url, headers: {}, body: '{}', signal }, network);
  return { deliver, called, network };
}

const ok: RequestListener = (_, response) => void response.end('ok');

describe('an address', () => {
  it.each([
    ...['93.184.215.14', '1.1.1.1', '172.15.0.1', '172.32.0.1', '192.0.2.1', '203.0.113.9'],
    ...['2606:4700::1111', '2a00:1450:4001::1'],
  ])('%s is out there', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.168.1.1', '198.18.0.1', '224.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2002:7f00:1::', '2001::1'],
    ...['', 'localhost', '1.2.3', '0x7f.1', '127.1', '::1%lo', '300.1.1.1'],
  ])('%j is none out there', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a guarded delivery', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'http://inside.example/',
    'http://half.example/',
    'http://nowhere.example/',
    'http://user:secret@shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'shop.example',
    '',
  ])('to %s is refused, and nobody is called', async (url) => {
    const names = {
      localhost: ['127.0.0.1'],
      'inside.example': ['10.0.0.1'],
      'half.example': ['203.0.113.1', '10.0.0.1'],
      'shop.example': ['203.0.113.1'],
    };
    const { deliver, called } = await opened(ok, names);
    expect((await deliver(url)).state).toBe('refused');
    expect(called).toEqual([]);
  });

  it('goes to the address that was looked at, under its name', async () => {
    let host: string | undefined;
    const answer: RequestListener = (request, response) => {
      host = request.headers.host;
      response.writeHead(204).end();
    };
    const { deliver, called } = await opened(answer, { 'shop.example': ['203.0.113.1'] });
    expect(await deliver('http://shop.example:8080/hooks')).toEqual({
      state: 'answered',
      status: 204,
    });
    expect([host, called]).toEqual(['shop.example:8080', ['203.0.113.1 8080']]);
  });

  it('takes a redirect for an answer', async () => {
    const answer: RequestListener = (_, response) =>
      void response.writeHead(307, { location: 'http://127.0.0.1/' }).end();
    const { deliver, called } = await opened(answer);
    expect(await deliver('http://203.0.113.1/')).toMatchObject({ state: 'answered', status: 307 });
    expect(called).toHaveLength(1);
  });

  it.each<[string, RequestListener]>([
    ['that resets the connection', (request) => void request.socket.resetAndDestroy()],
    ['that speaks no HTTP', (request) => void request.socket.end('hello\r\n\r\n')],
  ])('gets no answer from a server %s', async (_, listener) => {
    const { deliver } = await opened(listener);
    expect(await deliver('http://203.0.113.1/')).toEqual({ state: 'no-answer' });
  });

  it('does not wait for ever for who does not answer', async () => {
    const { network } = await opened(() => {});
    const timers: (() => void)[] = [];
    const clock = {
      setTimer: (_: number, end: () => void) => {
        timers.push(end);
        return { cancel: () => {} };
      },
    };
    const outcome = inTime(clock, (signal) =>
      guardedDeliver({ url: 'http://203.0.113.1/', headers: {}, body: '{}', signal }, network),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const end of timers) end();
    expect(await outcome).toEqual({ state: 'no-answer' });
  });

  it.each([
    ['https://shop.example/', 'shop.example', true],
    ['https://203.0.113.1/', '203.0.113.1', false],
    ['https://[2606:4700::1111]/', '2606:4700::1111', false],
  ])('to %s: TLS begins with %s in the clear: %s', async (url, host, isSaid) => {
    let hello = Buffer.alloc(0);
    const server = createPlainServer((socket) => {
      socket.once('data', (bytes) => {
        hello = bytes;
        socket.destroy();
      });
    });
    const { port, close } = await listening(server, { host: '127.0.0.1' });
    closers.push(close);
    const { signal } = new AbortController();
    const network = {
      resolve: async () => ['203.0.113.1'],
      connect: () => connect({ host: '127.0.0.1', port }),
    };
    expect(await guardedDeliver({ url, headers: {}, body: '{}', signal }, network)).toEqual({
      state: 'no-answer',
    });
    expect([hello.length > 100, hello.includes(host)]).toEqual([true, isSaid]);
  });

  it('reads no answer without end', async () => {
    const { deliver } = await opened((_, response) => {
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.once('close', () => clearInterval(more));
    });
    expect(await deliver('http://203.0.113.1/')).toMatchObject({ state: 'answered', status: 200 });
  });
});

it.each(['constructor', '__proto__', 'nowhere.example'])('nobody has the name %s', async (name) => {
  expect(await namesOf()(name)).toEqual([]);
});

describe('an allow list behind a proxy', () => {
  const list = allowList({
    allowed: ['192.0.2.10', '2001:db8::1'],
    peerOf: () => '10.0.0.2',
    next: { fetch: () => new Response(null, { status: 202 }) },
    sourceOf: lastEntry,
  });
  const ask = async (field?: string) => {
    const headers = field === undefined ? {} : { 'x-forwarded-for': field };
    return (await list.fetch(new Request('http://shop/hooks', { headers }))).status;
  };

  it.each(['192.0.2.10', '198.51.100.1, 192.0.2.10', 'unknown,192.0.2.10', '2001:db8::1'])(
    'lets in %s',
    async (field) => {
      expect(await ask(field)).toBe(202);
    },
  );

  it.each([
    undefined,
    '',
    ',',
    '192.0.2.10, 198.51.100.1',
    '192.0.2.10,',
    '192.0.2.10:443',
    '"192.0.2.10"',
    'localhost',
    '10.0.0.2',
  ])('refuses %j', async (field) => {
    expect(await ask(field)).toBe(403);
  });

  it('takes whatever is sent for what it is', async () => {
    expect(await serverErrors(list, { paths: ['/hooks'], fields: ['x-forwarded-for'] })).toEqual(
      [],
    );
  });
});
