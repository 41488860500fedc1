import type { Database } from 'apilab/parts/shop/database';
import type { Handlers } from '../parts/events.ts';
import type { Inbox } from '../parts/inbox.ts';
import type { Take } from '../parts/webhook-receiver.ts';

/** What a variant does in its own way. */
export interface DuplicatesPorts {
  /** How the shop takes a delivery. */
  readonly take?: (db: Database, handlers: Handlers) => Take;
  /** How its inbox remembers. */
  readonly inbox?: (db: Database, inbox: Inbox) => Inbox;
  /** Where the sender has its queue. */
  readonly openQueue?: (file: string) => Database;
}
