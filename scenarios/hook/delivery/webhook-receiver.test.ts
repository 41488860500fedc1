import type { Clock } from 'apilab';
import type { Database } from 'apilab/parts/shop/database';
import { openShop } from 'apilab/parts/shop/shop';
import { beforeEach, describe, expect, test } from 'vitest';
import { inlineReceiver } from './inline-receiver.ts';
import { packing } from './shipments.ts';
import { standardSignature } from './signature.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { deliveryFields } from './webhook-sender.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"type":"order.paid","data":{"orderId":1}}';

let db: Database;
/** Ends all work that is under way. */
let finishWork: () => Promise<void>;
let clock: Clock;

beforeEach(() => {
  db = openShop();
  const working: (() => void)[] = [];
  clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: () => new Promise((resolve) => void working.push(resolve)),
    setTimer: () => ({ cancel: () => {} }),
  };
  finishWork = async () => {
    for (const finish of working.splice(0)) finish();
    await new Promise(setImmediate);
  };
});

const options = () => ({
  db,
  clock,
  signature: standardSignature,
  secrets: [SECRET],
  ship: packing({ clock, takesMs: 60_000 }),
});

function delivery(changes: Readonly<Record<string, string>> = {}, body = BODY): RequestInit {
  const content = { id: 'msg_1', timestamp: 0, body: new TextEncoder().encode(BODY) };
  const fields = deliveryFields(content, standardSignature.sign(content, [SECRET]));
  return { method: 'POST', headers: { ...fields, ...changes }, body };
}

const parcels = () => db.inspect('SELECT * FROM shipments').length;

describe('the receiver', () => {
  test('answers before the work is done, and the effect comes with its end', async () => {
    const app = webhookReceiver(options());
    expect((await app.request('/hooks', delivery())).status).toBe(202);
    expect(parcels()).toBe(0);
    await finishWork();
    expect(parcels()).toBe(1);
  });

  test('takes effect once, however many copies come at the same time or later', async () => {
    const app = webhookReceiver(options());
    const copies = await Promise.all([1, 2, 3].map(() => app.request('/hooks', delivery())));
    expect(copies.map(({ status }) => status)).toEqual([202, 202, 202]);
    await finishWork();
    expect((await app.request('/hooks', delivery())).status).toBe(202);
    await finishWork();
    expect(parcels()).toBe(1);
  });

  test('takes up its work again after a crash, and does it once', async () => {
    await webhookReceiver(options()).request('/hooks', delivery());
    // The first process is gone with its work half done; the database is there.
    webhookReceiver(options());
    await finishWork();
    expect(parcels()).toBe(1);
  });

  test.each([
    ['with another body', delivery({}, BODY.replace('1', '3'))],
    ['without a signature', { method: 'POST', body: BODY }],
    ['with an empty signature', delivery({ 'webhook-signature': '' })],
    ['with another id', delivery({ 'webhook-id': 'msg_2' })],
    ['with another time', delivery({ 'webhook-timestamp': '1' })],
  ])('refuses a delivery %s with a 401 that has a challenge', async (_, request) => {
    const answer = await webhookReceiver(options()).request('/hooks', request);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).not.toBeNull();
    await finishWork();
    expect(parcels()).toBe(0);
  });
});

test('the inline receiver packs a parcel for each copy', async () => {
  const app = inlineReceiver(options());
  const copies = [1, 2, 3].map(() => app.request('/hooks', delivery()));
  await new Promise(setImmediate);
  await finishWork();
  await Promise.all(copies);
  expect(parcels()).toBe(3);
});
