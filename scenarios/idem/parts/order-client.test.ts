import type { Clock } from 'apilab';
import { seededIds, seededRandom } from 'apilab/testing';
import { describe, expect, test } from 'vitest';
import { orderClient } from './order-client.ts';

type Turn = Response | Error;

/** A client whose server takes these turns, the keys that it sent and the times that it waited. */
function clientOf(...turns: Turn[]) {
  const sentKeys: (string | null)[] = [];
  const waits: number[] = [];
  const clock: Clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: async (ms) => {
      waits.push(ms);
    },
    setTimer: () => ({ cancel: () => {} }),
  };
  const random = seededRandom(1);
  const client = orderClient({
    url: 'http://shop.test',
    token: 'ada',
    fetch: async (_, init) => {
      sentKeys.push(new Headers(init?.headers).get('idempotency-key'));
      const turn = turns.shift();
      if (turn instanceof Response) return turn;
      throw turn ?? new Error('no more turns');
    },
    clock,
    random,
    newKey: seededIds(random).uuid,
  });
  return { client, sentKeys, waits };
}

const lost = () => new TypeError('the connection broke');
const placed = () => new Response('{}', { status: 201 });
const outstanding = (seconds = '2') =>
  new Response('{}', { status: 409, headers: { 'retry-after': seconds } });

describe('orderClient', () => {
  test('sends the same key with every attempt', async () => {
    const { client, sentKeys } = clientOf(lost(), lost(), placed());
    const { status, key } = await client.place({});
    expect(status).toBe(201);
    expect(sentKeys).toEqual([`"${key}"`, `"${key}"`, `"${key}"`]);
  });

  test('makes a new key for each order', async () => {
    const { client } = clientOf(placed(), placed());
    const first = await client.place({});
    expect((await client.place({})).key).not.toBe(first.key);
  });

  test('takes up an order again with the key it is given', async () => {
    const { client, sentKeys } = clientOf(placed());
    await client.place({}, 'kept');
    expect(sentKeys).toEqual(['"kept"']);
  });

  test('waits as long as it is told while the first request is at work', async () => {
    const { client, waits } = clientOf(outstanding(), placed());
    expect((await client.place({})).status).toBe(201);
    expect(waits).toEqual([2000]);
  });

  test('comes back when nobody knows how the order ended, with the same key', async () => {
    const unknown = new Response('{}', { status: 503, headers: { 'retry-after': '1' } });
    const { client, waits, sentKeys } = clientOf(unknown, placed());
    expect((await client.place({}, 'kept')).status).toBe(201);
    expect([waits, sentKeys]).toEqual([[1000], ['"kept"', '"kept"']]);
  });

  test('does not wait for hours', async () => {
    const { client, waits } = clientOf(outstanding('86400'));
    expect((await client.place({})).status).toBe(409);
    expect(waits).toEqual([]);
  });

  test('waits a random time after a lost answer, up to a limit that doubles', async () => {
    const { client, waits } = clientOf(lost(), lost(), lost(), placed());
    await client.place({});
    expect(waits).toHaveLength(3);
    for (const [n, wait] of waits.entries()) expect(wait).toBeLessThan(500 * 2 ** n);
  });

  test('does not send again what was refused', async () => {
    const { client, sentKeys } = clientOf(new Response('{}', { status: 422 }));
    expect((await client.place({})).status).toBe(422);
    expect(sentKeys).toHaveLength(1);
  });

  test('gives up after five attempts, with the last error', async () => {
    const { client, sentKeys } = clientOf(lost(), lost(), lost(), lost(), lost());
    await expect(client.place({})).rejects.toThrow('the connection broke');
    expect(sentKeys).toHaveLength(5);
  });
});
