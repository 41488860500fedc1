import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openProxy } from '../../../parts/http/proxy.ts';
import {
  correct,
  defineScenario,
  fieldOf,
  type Lab,
  listening,
  must,
  type Wire,
} from '../../../src/index.ts';
import { withId } from '../../../src/lab/scenario/scenario.ts';
import { play } from '../../../src/testing/index.ts';

/** A browser, a CDN, a gateway and a server in a row. */
async function told(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  story: (fetch: typeof globalThis.fetch, lab: Lab) => Promise<unknown>,
): Promise<Wire> {
  let wire: Wire | undefined;
  const scenario = defineScenario({
    title: 'Three hops',
    claim: 'What is passed on is what came.',
    variants: { plain: correct('As it is.') },
    checks: { told: must('come to its end', 'lab') },
    async play(lab) {
      ({ wire } = lab);
      const hop = async (name: string, behind: string) => {
        const { url: to } = await lab.party(name).route(behind);
        return lab.use(openProxy({ to, name, host: 'shop.example' }));
      };
      const [cdn, gw] = [await hop('cdn', 'gw'), await hop('gw', 'api')];
      await lab.serve('cdn', { fetch: (request) => cdn.forward(request).catch(badGateway) });
      await lab.serve('gw', { fetch: (request) => gw.forward(request).catch(badGateway) });
      await lab.serve('api', (at) => listening(createServer(answer), at));
      await lab.step('talk', 'Talk', () => story(lab.party('browser').fetch, lab));
      lab.check('told', true, true);
    },
  });
  const outcome = await play(withId(scenario, 'test-proxy'), { group: 'test', emit: () => {} });
  if (outcome.failure !== undefined) throw outcome.failure;
  if (wire === undefined) throw new Error('nothing was played');
  return wire;
}

const badGateway = () => new Response(null, { status: 502 });

it('passes fields on, without those of the connection, and says by whom', async () => {
  const answer = (_: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2']);
    response.setHeader('Connection', 'keep-alive, X-Hop');
    response.setHeader('X-Hop', '1');
    response.setHeader('X-End', '2');
    response.end('hello');
  };
  const wire = await told(answer, async (fetch) => {
    const headers = { 'X-End': '1', TE: 'trailers', 'X-Api': 'a' };
    const response = await fetch('http://cdn/orders?x=1', { headers });
    expect(await response.text()).toBe('hello');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-end')).toBe('2');
    expect(response.headers.get('x-hop')).toBeNull();
    expect(response.headers.get('via')).toBe('1.1 gw, 1.1 cdn');
  });
  expect(wire.requests().map(({ client, server }) => `${client} → ${server}`)).toEqual([
    'browser → cdn',
    'cdn → gw',
    'gw → api',
  ]);
  const [, , last] = wire.requests();
  expect(last?.target).toBe('/orders?x=1');
  if (last === undefined) return;
  expect(fieldOf(last, 'via')).toBe('1.1 cdn, 1.1 gw');
  expect(fieldOf(last, 'te')).toBeUndefined();
  expect(fieldOf(last, 'host')).toBe('shop.example');
});

it('decodes nothing and changes no byte of the content', async () => {
  const packed = gzipSync('hello');
  let received = '';
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    request.on('data', (bytes: Buffer) => {
      received += bytes.toString();
    });
    request.on('end', () => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.length });
      response.end(packed);
    });
  };
  const wire = await told(answer, async (fetch) => {
    const response = await fetch('http://cdn/', { method: 'POST', body: 'up' });
    expect(await response.text()).toBe('hello');
  });
  expect(received).toBe('up');
  expect(wire.responses().map((response) => fieldOf(response, 'content-length'))).toEqual(
    Array(3).fill(String(packed.length)),
  );
});

it('passes a stream on as it comes, and gives it up when nobody reads any more', async () => {
  let isGivenUp = false;
  const answer = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: 1\n\n');
    response.once('close', () => {
      isGivenUp = true;
    });
  };
  await told(answer, async (fetch, lab) => {
    const giveUp = new AbortController();
    const response = await fetch('http://cdn/feed', { signal: giveUp.signal });
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe('data: 1\n\n');
    giveUp.abort();
    await lab.untilQuiet();
  });
  expect(isGivenUp).toBe(true);
});

it('gives a request up when its client goes away before the answer', async () => {
  let isGivenUp = false;
  const answer = (request: IncomingMessage) => {
    request.once('close', () => {
      isGivenUp = true;
    });
  };
  await told(answer, async (fetch, lab) => {
    const giveUp = new AbortController();
    const asked = fetch('http://cdn/', { signal: giveUp.signal }).catch(() => {});
    await lab.clock.sleep(100);
    giveUp.abort();
    await asked;
    await lab.untilQuiet();
  });
  expect(isGivenUp).toBe(true);
});

it('passes an answer that breaks off on as one that breaks off, and no answer as 502', async () => {
  const answer = ({ url }: IncomingMessage, response: ServerResponse) => {
    if (url === '/none') return void response.destroy();
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('part');
    setImmediate(() => response.destroy());
  };
  await told(answer, async (fetch) => {
    const response = await fetch('http://cdn/part');
    await expect(response.text()).rejects.toThrow();
    expect((await fetch('http://cdn/none')).status).toBe(502);
  });
});

it('holds the sender back while nobody reads', async () => {
  let written = 0;
  const server = createServer((_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    const write = () => {
      while (written < 256 * 1024 * 1024) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  });
  const { port, close } = await listening(server, { host: '127.0.0.1' });
  const proxy = openProxy({ to: `http://127.0.0.1:${port}`, name: 'gw' });
  const response = await proxy.forward(new Request('http://gw/large'));
  let before = -1;
  while (before !== written) {
    before = written;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(written).toBeLessThan(64 * 1024 * 1024);
  await response.body?.cancel();
  proxy.close();
  await close();
});
