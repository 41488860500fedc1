import type { DeliveryQueue } from '../../parts/delivery-queue.ts';

/** Throws an event away after its last attempt: the endpoint stays as it was, and nobody is told. */
export const throwAway = (queue: DeliveryQueue): DeliveryQueue => ({
  ...queue,
  bury(delivery) {
    queue.delivered(delivery.id);
    return false;
  },
});
