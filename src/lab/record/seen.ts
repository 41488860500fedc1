import type { Delivery, PartyName } from '../../tap/events.ts';
import type { Message } from '../../wire/types.ts';

/** A message with when and where it was seen. */
export type Seen<M extends Message> = M & {
  /** Lab time in milliseconds. */
  readonly at: number;
  /** Lab time of its first byte, if that crossed earlier. */
  readonly begunAt?: number;
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly delivery: Delivery;
};
