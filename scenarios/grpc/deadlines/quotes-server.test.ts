import { type ServiceError, status } from '@grpc/grpc-js';
import { manualClock } from 'apilab/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { quotesService } from '../parts/shop.ts';
import { connectTo, listenWith, type Quote, type QuotesClient } from '../parts/shop-protos.ts';
import { quotesServer } from './quotes-server.ts';

const ITEM = { product: 1, quantity: 1 };

/** A service that asks another one, which answers as it is told. */
async function running(next?: { readonly code: number }) {
  const clock = manualClock();
  const asked: unknown[] = [];
  const clientOf = (port: number) => {
    const client = connectTo<QuotesClient>(quotesService, `127.0.0.1:${port}`);
    onTestFinished(() => client.close());
    return client;
  };
  const listen = listenWith(quotesService, {
    Get: (call: { request: unknown }, answer: (error: object | null, quote?: Quote) => void) => {
      asked.push(call.request);
      if (next?.code === status.OK) answer(null, { cents: 5, in_stock: true });
      else answer({ code: next?.code, details: 'a secret of the next service' });
    },
  });
  const behind = await listen({ host: '127.0.0.1' });
  onTestFinished(behind.close);
  const service = quotesServer({
    service: quotesService,
    clock,
    workMs: 100,
    ...(next && { next: clientOf(behind.port) }),
  });
  const { port, close } = await service.listen({ host: '127.0.0.1' });
  onTestFinished(close);
  const client = clientOf(port);
  const quote = (options: object = {}) =>
    new Promise<Quote | string>((resolve) => {
      client.Get(ITEM, options, (error: ServiceError | null, answer?: Quote) =>
        resolve(answer ?? `${status[error?.code ?? 0]}: ${error?.details}`),
      );
    });
  const working = () => expect.poll(() => clock.timers).toBe(1);
  return { clock, service, asked, quote, working };
}

describe('a service of several', () => {
  test('does its own part first, and then asks the next one', async () => {
    const { clock, asked, quote, working } = await running({ code: status.OK });
    const answered = quote();
    await working();
    expect(asked).toEqual([]);
    clock.advanceTo(100);
    expect(await answered).toEqual({ cents: 5, in_stock: true });
    expect(asked).toEqual([ITEM]);
  });

  test('the last one answers by itself', async () => {
    const { clock, quote, working } = await running();
    const answered = quote();
    await working();
    clock.advanceTo(100);
    expect(await answered).toEqual({ cents: 8900, in_stock: true });
  });

  test('stops when its caller has no time left, and asks nobody', async () => {
    const { clock, asked, quote, service, working } = await running({ code: status.OK });
    const answered = quote({ deadline: Date.now() + 200 });
    await working();
    expect(await answered).toMatch(/^DEADLINE_EXCEEDED/);
    await expect.poll(() => clock.timers).toBe(0);
    clock.advanceTo(1000);
    expect([asked, service.finishedAt]).toEqual([[], undefined]);
  });

  test.each(['NOT_FOUND', 'UNAVAILABLE'] as const)('hands %s on', async (name) => {
    const { clock, quote, working } = await running({ code: status[name] });
    const answered = quote();
    await working();
    clock.advanceTo(100);
    expect(await answered).toBe(`${name}: a secret of the next service`);
  });

  test.each(['UNAUTHENTICATED', 'INTERNAL', 'UNKNOWN', 'DATA_LOSS'] as const)(
    'keeps %s of the next service to itself',
    async (name) => {
      const { clock, quote, working } = await running({ code: status[name] });
      const answered = quote();
      await working();
      clock.advanceTo(100);
      expect(await answered).toBe('INTERNAL: a service that was asked failed');
    },
  );
});
