import { request } from 'node:http';
import type { Database } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import { EPOCH, LabClock, startServer } from 'apilab/testing';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { inboxIn } from './inbox.ts';
import { inboxWorker } from './inbox-worker.ts';
import { packing } from './packing.ts';
import { keyOf, standardSignature } from './signature.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { deliveryFields } from './webhook-sender.ts';

const KEYS = [keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')];
const ORDER_1 = '{"type":"order.paid","data":{"orderId":1}}';
const MINUTE_MS = 60_000;

let db: Database;
let clock: LabClock;
let setAside: string[];

beforeEach(() => {
  db = openShop();
  setAside = [];
  clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
});

/** A shop that packs for a minute, as after a start. */
function openReceiver(handlers = packing({ db, clock, takesMs: MINUTE_MS })) {
  const inbox = inboxIn(db, clock.date());
  const onSetAside = (id: string, reason: string) => void setAside.push(`${id}: ${reason}`);
  const take = inboxWorker({ inbox, clock, handlers, onSetAside });
  return webhookReceiver({ clock, keys: KEYS, take });
}

function signed(body: string | Uint8Array, id = 'msg_1') {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const content = { id, timestamp: EPOCH / 1000, body: bytes };
  const headers = deliveryFields(content, standardSignature.sign(content, KEYS));
  return { method: 'POST', headers, body: bytes } satisfies RequestInit;
}

const parcels = () => db.inspect('SELECT * FROM shipments').length;
const pass = (ms: number) => clock.runUntil(clock.sleep(ms));

describe('a delivery', () => {
  test('is answered before the work is done, and the effect comes with its end', async () => {
    const app = openReceiver();
    expect((await app.request('/hooks', signed(ORDER_1))).status).toBe(202);
    expect(parcels()).toBe(0);
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
  });

  test('is taken on a real server, whether its length is announced or not', async () => {
    const { port, close } = await startServer(openReceiver());
    /** Sends it in chunks, or with neither a length nor an encoding if there is nothing to send. */
    const deliver = (body: string, id: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { method, headers } = signed(body, id);
        const path = '/hooks';
        const delivery = request({ port, host: '127.0.0.1', path, method, headers });
        if (body === '') delivery.removeHeader('transfer-encoding');
        else delivery.write(body.slice(0, 5));
        delivery.on('response', (answer) => resolve(answer.resume().statusCode));
        delivery.on('error', reject);
        delivery.end(body.slice(5));
      });
    expect(await deliver(ORDER_1, 'msg_1')).toBe(202);
    expect(await deliver('x'.repeat(300_000), 'msg_2')).toBe(413);
    expect(await deliver('', 'msg_3')).toBe(202);
    await close();
  });

  test('takes effect once, however many copies come at the same time or later', async () => {
    const app = openReceiver();
    const copies = await Promise.all([1, 2, 3].map(() => app.request('/hooks', signed(ORDER_1))));
    expect(copies.map(({ status }) => status)).toEqual([202, 202, 202]);
    await pass(MINUTE_MS);
    expect((await app.request('/hooks', signed(ORDER_1))).status).toBe(202);
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
  });

  test.each([
    ['with another body', { ...signed(ORDER_1), body: ORDER_1.replace('1', '3') }],
    ['without a signature', { method: 'POST', body: ORDER_1 }],
    ['with an empty signature', { ...signed(ORDER_1), headers: { 'webhook-signature': '' } }],
  ])('%s is refused with a 401 that has a challenge', async (_, request) => {
    const answer = await openReceiver().request('/hooks', request);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).not.toBeNull();
    await pass(MINUTE_MS);
    expect(parcels()).toBe(0);
  });

  test('of more than 256 KiB is refused before it is read', async () => {
    const answer = await openReceiver().request('/hooks', signed('x'.repeat(300_000)));
    expect(answer.status).toBe(413);
  });
});

describe('an honest event that nobody here can act on', () => {
  test.each([
    ['that is no JSON', 'order 1 is paid', ['msg_1: the content is no event with a type']],
    ['without a type', '{"data":{}}', ['msg_1: the content is no event with a type']],
    [
      'of a known type without its data',
      '{"type":"order.paid"}',
      ['msg_1: the event names no order'],
    ],
    ['that names half an order', ORDER_1.replace('1', '0.5'), ['msg_1: the event names no order']],
    ['of another type', '{"type":"user.created","data":{"id":7}}', []],
    ['of a type that every object has', '{"type":"constructor","data":{}}', []],
  ])('%s is taken, and holds up no other', async (_, body, told) => {
    const app = openReceiver();
    expect((await app.request('/hooks', signed(body))).status).toBe(202);
    expect((await app.request('/hooks', signed(ORDER_1, 'msg_2'))).status).toBe(202);
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
    expect(setAside).toEqual(told);
    // Nor is it the end of the next process.
    openReceiver();
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
  });
});

describe('work', () => {
  test('is taken up again after a crash, and done once', async () => {
    await openReceiver().request('/hooks', signed(ORDER_1));
    // The first process is gone with its work half done; the database is there.
    openReceiver();
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
  });

  test('that fails is done later; the effect and its note are one', async () => {
    let failures = 2;
    const handlers = packing({ db, clock, takesMs: 0 });
    const app = openReceiver({
      'order.paid': async (data) => {
        if (failures-- > 0) throw new Error('no cardboard');
        return handlers['order.paid']?.(data) ?? (() => {});
      },
    });
    await app.request('/hooks', signed(ORDER_1));
    await pass(MINUTE_MS);
    expect(parcels()).toBe(1);
    expect(setAside).toEqual([]);
  });

  test('that fails again and again is set aside, and a person is told', async () => {
    const app = openReceiver({
      'order.paid': async () => () => {
        throw new Error('no cardboard');
      },
    });
    await app.request('/hooks', signed(ORDER_1));
    await pass(24 * 3600 * 1000);
    expect(setAside).toEqual(['msg_1: no cardboard']);
  });

  test('is done on ten deliveries at once; the others wait in the inbox', async () => {
    const app = openReceiver();
    for (let n = 1; n <= 25; n++) await app.request('/hooks', signed(ORDER_1, `msg_${n}`));
    const packed: number[] = [];
    for (let minute = 1; minute <= 3; minute++) {
      await pass(MINUTE_MS);
      packed.push(parcels());
    }
    expect(packed).toEqual([10, 20, 25]);
  });
});

test('whatever is sent, the receiver answers, and with no error of its own', async () => {
  const server = await startServer(openReceiver());
  const url = `http://127.0.0.1:${server.port}/hooks`;
  const field = fc.constantFrom(
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'content-type',
  );
  const value = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
    fc.constantFrom('', 'v1,', 'v1,AAAA', 'v1a,x v1,y', '0', '99999999999999', 'msg.1', '-1'),
  );
  const request = fc.record({
    method: fc.constantFrom(
      'POST',
      'POST',
      'POST',
      'GET',
      'HEAD',
      'PUT',
      'DELETE',
      'OPTIONS',
      'PURGE',
    ),
    headers: fc.dictionary(field, value),
    body: fc.uint8Array({ maxLength: 200 }),
    isSigned: fc.boolean(),
  });
  try {
    await fc.assert(
      fc.asyncProperty(request, async ({ method, headers, body, isSigned }) => {
        const own = isSigned ? { ...signed(body).headers, ...headers } : headers;
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const answer = await fetch(url, { method, headers: own, ...(hasBody && { body }) });
        await answer.arrayBuffer();
        expect([202, 401, 405]).toContain(answer.status);
      }),
      { numRuns: 150 },
    );
    expect((await fetch(url, signed(ORDER_1, 'msg_last'))).status).toBe(202);
  } finally {
    await server.close();
  }
});
