import { parseJson } from 'apilab/parts/http/json';
import type { Database } from 'apilab/parts/shop/database';

/** What an event has changed, to be recorded together with the note that the event is done. */
export type Effect = (db: Database) => void;

/**
 * The work that events call for, by their type. An event of any other type calls for none: the sender
 * may have types that nobody here knows (Standard Webhooks 1.0.0 §Payload structure).
 */
export type Handlers = Readonly<Record<string, (data: unknown) => Promise<Effect>>>;

/** An event that no later attempt will make readable. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly code = 'unreadable-event';
}

/**
 * Does what an event calls for.
 *
 * @throws UnreadableEvent if it is no event, or its data are not what its type promises.
 */
export async function workOn(body: string, handlers: Handlers): Promise<Effect> {
  const event = parseJson(body);
  const type = memberOf(event, 'type');
  if (typeof type !== 'string') throw new UnreadableEvent('the content is no event with a type');
  const handle = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
  return handle === undefined ? () => {} : handle(memberOf(event, 'data'));
}

/** A member of an object; nothing of anything else. */
export function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? Reflect.get(value, name) : undefined;
}
