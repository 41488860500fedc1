import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { seededRandom } from 'apilab/testing';
import { afterEach, expect, test } from 'vitest';
import { deliveryQueue } from './delivery-queue.ts';
import { keyOf } from './signature.ts';
import { webhookSender } from './webhook-sender.ts';

const KEYS = [keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')];
const HOUR = 3600 * 1000;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/**
 * A sender whose first attempt is made at once, and what it plans after that: the waits of its timers,
 * in milliseconds, without those that were cancelled.
 */
function openSender() {
  const waits = new Map<object, number>();
  const clock: Clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: () => Promise.resolve(),
    setTimer(delayMs, callback) {
      const timer = { cancel: () => waits.delete(timer) };
      if (delayMs <= 0) setImmediate(callback);
      else waits.set(timer, delayMs);
      return timer;
    },
  };
  const queue = deliveryQueue(openDatabase());
  const told: string[] = [];
  let ids = 0;
  const sender = webhookSender({
    queue,
    fetch,
    clock,
    random: seededRandom(1),
    newId: () => `${++ids}`,
    keysOf: () => KEYS,
    onDisabled: (_, reason) => told.push(reason),
  });
  return { sender, queue, told, waits: () => [...waits.values()] };
}

/** An endpoint, and a promise that one attempt has come and gone. */
async function openEndpoint(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

/** Waits until a delivery that was tried once has been noted as such. */
async function afterOneAttempt({ queue, waits }: ReturnType<typeof openSender>) {
  while (queue.waiting().length > 0 && queue.waiting()[0]?.failures === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return waits();
}

test.each([200, 201, 204, 299])(
  'an answer %i ends a delivery, and leaves nothing behind',
  async (status) => {
    const url = await openEndpoint((_, response) => void response.writeHead(status).end());
    const opened = openSender();
    opened.sender.send(url, {});
    expect(await afterOneAttempt(opened)).toEqual([]);
    expect(opened.queue.waiting()).toEqual([]);
  },
);

test.each<[string, RequestListener]>([
  ['that resets the connection', (request) => void request.socket.resetAndDestroy()],
  ['that speaks no HTTP', (request) => void request.socket.end('hello\r\n\r\n')],
  [
    'that redirects in a circle',
    (_, response) => void response.writeHead(302, { location: '/hooks' }).end(),
  ],
  [
    'that answers without end',
    (_, response) => {
      response.writeHead(500);
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.once('close', () => clearInterval(more));
    },
  ],
  [
    'that wants it in a minute ago',
    (_, response) => void response.writeHead(503, { 'retry-after': '-60' }).end(),
  ],
  [
    'that names no time at all',
    (_, response) => void response.writeHead(503, { 'retry-after': 'soon 3' }).end(),
  ],
])('an endpoint %s is tried again by the schedule', async (_, listener) => {
  const opened = openSender();
  opened.sender.send(await openEndpoint(listener), {});
  const [wait = 0, ...others] = await afterOneAttempt(opened);
  expect(others).toEqual([]);
  expect(wait).toBeGreaterThanOrEqual(5000);
  expect(wait).toBeLessThanOrEqual(5500);
});

test('an endpoint that wants to be asked in a thousand years is asked tomorrow', async () => {
  const fields = { 'retry-after': '31557600000' };
  const opened = openSender();
  const url = await openEndpoint((_, response) => void response.writeHead(503, fields).end());
  opened.sender.send(url, {});
  const [wait] = await afterOneAttempt(opened);
  expect(wait).toBeGreaterThanOrEqual(24 * HOUR);
  expect(wait).toBeLessThanOrEqual(26.4 * HOUR);
});

test.each(['not a url', 'ftp://shop.test/', 'http://127.0.0.1:1/'])(
  'an address that leads nowhere, %s, is a failed attempt',
  async (url) => {
    const opened = openSender();
    opened.sender.send(url, {});
    expect(await afterOneAttempt(opened)).toHaveLength(1);
  },
);

test('an owner is told once, however many deliveries fail for good', async () => {
  const url = await openEndpoint((_, response) => void response.writeHead(410).end());
  const opened = openSender();
  for (let n = 0; n < 3; n++) opened.sender.send(url, {});
  while (opened.queue.waiting().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(opened.told).toEqual(['410 Gone']);
});

test('an endpoint is sent ten at once, and holds up no other', async () => {
  const came = new Set<unknown>();
  const held: ServerResponse[] = [];
  let isHeld = true;
  const slow = await openEndpoint((request, response) => {
    came.add(request.headers['webhook-id']);
    if (isHeld) held.push(response);
    else response.writeHead(202).end();
  });
  let others = 0;
  const other = await openEndpoint((_, response) => {
    others++;
    response.writeHead(202).end();
  });
  const patience = { timeout: 10_000 };
  const { sender, queue } = openSender();
  for (let n = 0; n < 25; n++) sender.send(slow, {});
  sender.send(other, {});
  await expect.poll(() => [held.length, others], patience).toEqual([10, 1]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(held).toHaveLength(10);
  isHeld = false;
  for (const response of held) response.writeHead(202).end();
  await expect.poll(() => queue.waiting(), patience).toEqual([]);
  expect(came.size).toBe(25);
});
