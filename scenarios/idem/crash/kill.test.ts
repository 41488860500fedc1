import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childServer } from 'apilab/parts/process/child-server';
import { openDatabase } from 'apilab/parts/shop/database';
import { afterEach, expect, test } from 'vitest';

/** In real time: long enough for a busy machine to come back within it. */
const LEASE_MS = 4000;

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

/** Somebody outside who takes charges and messages, and remembers the keys and ids. */
async function outside() {
  const keys: string[] = [];
  const messages: string[] = [];
  const read = async (request: IncomingMessage) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    return text;
  };
  const server = createServer(async (request, response) => {
    const text = await read(request);
    if (request.url === '/charges') keys.push(String(request.headers['idempotency-key']));
    else messages.push(text);
    response.writeHead(201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, keys, messages };
}

/** A shop in a process of its own, and what it has stored. */
async function realShop() {
  const folder = await mkdtemp(join(tmpdir(), 'apilab-crash-'));
  atEnd.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'shop.db');
  const { url, keys, messages } = await outside();
  const settings = { file, psp: url, mail: url, leaseMs: LEASE_MS };
  const shop = childServer(new URL('./child-program.ts', import.meta.url), settings);
  const { port, close } = await shop.serve({ host: '127.0.0.1' });
  atEnd.push(close);
  const order = () =>
    fetch(`http://127.0.0.1:${port}/orders`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer ada',
        'content-type': 'application/json',
        'idempotency-key': '"one"',
      },
      body: '{"productId":1,"quantity":1}',
    });
  const orders = () => {
    const db = openDatabase(file);
    const count = db.inspect('SELECT count(*) AS n FROM orders')[0]?.n;
    db.close();
    return count;
  };
  return { shop, order, orders, keys, messages };
}

/** The first answer of status 201; what comes before says when to come back. */
async function placed(order: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await order();
    if (answer.status !== 409) return answer;
    const seconds = Number(answer.headers.get('retry-after'));
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

test('kill -9 behind the charge: the next process charges under the same key, and places one order', async () => {
  const { shop, order, orders, keys, messages } = await realShop();
  shop.killAt('after psp.charge');
  await expect(order()).rejects.toThrow();
  expect(orders()).toBe(0);
  await shop.restart();
  expect((await placed(order)).status).toBe(201);
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  expect(orders()).toBe(1);
  await expect.poll(() => messages.length).toBe(1);
}, 60_000);

test('kill -9 behind the commit: the next process sends the message, and replays the answer', async () => {
  const { shop, order, orders, keys, messages } = await realShop();
  shop.killAt('after db.commit');
  await expect(order()).rejects.toThrow();
  expect(messages).toEqual([]);
  await shop.restart();
  await expect.poll(() => messages.length, { timeout: 10_000 }).toBe(1);
  const answer = await placed(order);
  expect(answer.headers.get('idempotent-replayed')).toBe('true');
  expect([orders(), keys.length]).toEqual([1, 1]);
}, 60_000);
