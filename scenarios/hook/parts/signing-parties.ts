import type { Lab } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { inboxIn } from './inbox.ts';
import { inboxWorker } from './inbox-worker.ts';
import { packing } from './packing.ts';
import { keyOf, type SignatureScheme } from './signature.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { deliveryFields } from './webhook-sender.ts';

/** Between 24 and 64 bytes that only sender and receiver know. If you copy this, make your own. */
export const SECRET = 'whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=';
const KEYS = [keyOf(SECRET)];

/** The fields of a delivery, by their names in lower case. */
export type Fields = Readonly<Record<string, string>>;

/** An event of the shop's payment provider, as JSON without spaces. */
export const orderPaid = (orderId: number): string =>
  JSON.stringify({ type: 'order.paid', data: { orderId } });

/** A shop that takes webhooks, a sender that can sign, and somebody who cannot. */
export async function signingParties(lab: Lab, signature: SignatureScheme) {
  const { clock } = lab;
  const db = await lab.use(openShop());
  const handlers = packing({ db, clock, takesMs: 1000 });
  const take = inboxWorker({ inbox: inboxIn(db, clock.date()), clock, handlers });
  await lab.serve('shop', webhookReceiver({ clock, keys: KEYS, signature, take }), {
    client: 'sender',
  });

  const posting = (party: string) => {
    const { fetch } = lab.party(party);
    return async (headers: Fields, body: string): Promise<void> => {
      await fetch('http://shop/hooks', { method: 'POST', headers, body });
      await lab.untilQuiet();
    };
  };

  return {
    db,
    /** The provider: can sign whatever it likes. */
    deliver: posting('sender'),
    /** Somebody else: can send what they overheard, changed or not. */
    forge: posting('mallory'),
    /** The fields of a delivery that is signed now, or by a clock that is fast by so much. */
    signed(id: string, body: string, aheadMs = 0): Fields {
      const timestamp = Math.floor((clock.date().getTime() + aheadMs) / 1000);
      const content = { id, timestamp, body: new TextEncoder().encode(body) };
      return deliveryFields(content, signature.sign(content, KEYS));
    },
  };
}
