import type { Lab } from 'apilab';
import { protoTypes, quotesService } from '../parts/shop.ts';
import { connectTo, type QuotesClient } from '../parts/shop-protos.ts';
import { type Deadlines, quotesServer } from './quotes-server.ts';

/** How long each service works, in milliseconds: 1,150 in all. */
const WORK_MS = { gateway: 300, pricing: 350, stock: 500 };

/** A gateway that asks pricing, which asks stock, and a client of the gateway. */
export async function threeServices(
  lab: Pick<Lab, 'clock' | 'serve' | 'use' | 'party'>,
  deadlines: Deadlines,
) {
  const { clock } = lab;
  const clientOf = (authority: string) =>
    lab.use(connectTo<QuotesClient>(quotesService, authority));

  /** Starts a service, with a way to the one that it asks, whether that is up already or not. */
  const start = async (name: keyof typeof WORK_MS, caller: string, asks?: keyof typeof WORK_MS) => {
    const route = asks && (await lab.party(name).route(asks));
    const next = route && (await clientOf(route.authority));
    const service = quotesServer({
      service: quotesService,
      clock,
      workMs: WORK_MS[name],
      deadlines,
      ...(next && { next }),
    });
    const { authority } = await lab.serve(name, service.listen, { client: caller, protoTypes });
    return { service, authority };
  };
  const gateway = await start('gateway', 'client', 'pricing');
  const pricing = await start('pricing', 'gateway', 'stock');
  const stock = await start('stock', 'pricing');
  return {
    client: await clientOf(gateway.authority),
    /** When each of them last finished its part. */
    finished: () =>
      Object.entries({ gateway, pricing, stock }).map(([name, { service }]) => ({
        name,
        finishedAt: service.finishedAt,
      })),
  };
}
