import { status } from '@grpc/grpc-js';
import type { Clock } from 'apilab';
import type { Item, Offer, Price, PricesClient, Sum } from '../parts/shop-protos.ts';

/** One question, one answer; or the name of the status that came in its place. */
export function getPrice(client: PricesClient, product: number): Promise<Price | string> {
  return new Promise((resolve) => {
    client.Get({ product }, (error, price) => resolve(price ?? nameOf(error)));
  });
}

/** Takes so many prices and cancels: the stream itself has no end. */
export function watchPrices(
  client: PricesClient,
  { product, count }: { product: number; count: number },
): Promise<readonly Price[]> {
  const prices: Price[] = [];
  const call = client.Watch({ product });
  return new Promise((resolve) => {
    call.on('data', (price: Price) => {
      prices.push(price);
      if (prices.length === count) call.cancel();
    });
    // A cancelled call ends with an error, CANCELLED; that is what was wanted.
    call.on('error', () => resolve(prices));
  });
}

/** Sends a basket, an item every `everyMs`, and stops if the server has heard enough. */
export async function totalOf(
  client: PricesClient,
  items: readonly Item[],
  { clock, everyMs }: { clock: Clock; everyMs: number },
): Promise<Sum | string> {
  let heardEnough = false;
  let answer: (sum: Sum | string) => void = () => {};
  const answered = new Promise<Sum | string>((resolve) => (answer = resolve));
  const call = client.Total((error, sum) => {
    heardEnough = true;
    answer(sum ?? nameOf(error));
  });
  for (const item of items) {
    if (heardEnough) break;
    call.write(item);
    await clock.sleep(everyMs);
  }
  if (!heardEnough) call.end();
  return answered;
}

/** Offers more and more, and agrees once the server does. */
export function haggle(client: PricesClient, first: number): Promise<readonly Offer[]> {
  const answers: Offer[] = [];
  const call = client.Haggle();
  call.write({ cents: first, agreed: false });
  return new Promise((resolve, reject) => {
    call.on('error', reject);
    call.on('data', (answer: Offer) => {
      answers.push(answer);
      if (answer.agreed) call.end();
      else call.write({ cents: Math.round(answer.cents * 0.9), agreed: false });
    });
    call.on('end', () => resolve(answers));
  });
}

function nameOf(error: { readonly code: number } | null): string {
  return status[error?.code ?? status.UNKNOWN] ?? 'UNKNOWN';
}
