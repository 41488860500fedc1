import type { Clock } from 'apilab';

/** A charge that went through. */
export interface Charge {
  readonly customer: number;
  readonly cents: number;
}

/** Somebody who takes money, and time. */
export interface PaymentProvider {
  charge(charge: Charge): Promise<void>;
  /** Every charge so far: the provider's own books. */
  readonly charges: readonly Charge[];
  /** How many charges were at most under way at the same time. */
  readonly mostAtOnce: number;
}

/** A payment provider that does what it is told, as often as it is told. */
export function paymentProvider(options: {
  readonly clock: Clock;
  /** How long a charge takes, in milliseconds. */
  readonly takesMs: number;
}): PaymentProvider {
  const charges: Charge[] = [];
  let atWork = 0;
  let mostAtOnce = 0;
  return {
    charges,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async charge(charge) {
      mostAtOnce = Math.max(mostAtOnce, ++atWork);
      await options.clock.sleep(options.takesMs);
      atWork--;
      charges.push(charge);
    },
  };
}
